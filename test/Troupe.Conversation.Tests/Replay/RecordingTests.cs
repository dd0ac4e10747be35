using Troupe.Conversation.Replay;
using Troupe.Conversation.Tests.Scenarios;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

[Trait("Category", "fast")]
public sealed class RecordingTests
{
    private static readonly string[] Lines = RecordedText.Of(ScenarioRunner.Run(ScenarioTests.Read("written-question")));

    [Theory]
    [InlineData("", "line 1: this is no recording: it does not begin with {\"format\":\"troupe.recording\"}.")]
    [InlineData("{\"format\":\"troupe.recording\",\"version\":2,\"recorded\":\"2026-01-01T00:00:00Z\"}", "line 1: the recording is of version 2; versions 1 to 1 can be read.")]
    [InlineData("{\"format\":\"something.else\",\"version\":1,\"recorded\":\"2026-01-01T00:00:00Z\"}", "line 1: this is no recording: it does not begin with {\"format\":\"troupe.recording\"}.")]
    public void Refuses_what_is_no_recording_of_its_version(string header, string problem) =>
        Should.Throw<RecordingException>(() => RecordedText.Read([header, .. Lines[1..]])).Message.ShouldBe(problem);

    [Fact]
    public void Ignores_fields_that_it_does_not_know()
    {
        var lines = Lines.Select(line => line.Insert(line.Length - 1, ",\"later\":{\"and\":[1,2]}"));

        ConversationReplay.Run(RecordedText.Read(lines)).Difference.ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"type\":\"unheardOf\",\"at\":1}", "unheardOf")]
    [InlineData("{\"type\":\"phrase.refused\",\"at\":1,\"epoch\":1}", "index")]
    [InlineData("{\"type\":\"phrase.refused\",\"at\":-1,\"epoch\":1,\"index\":1}", "milliseconds")]
    [InlineData("{\"type\":\"step.sent\",\"at\":0}", "Nothing was due")]
    [InlineData("{\"type\":\"lost\",\"at\":0,\"count\":3}", "3 facts were lost here")]
    [InlineData("{\"type\":\"microphone\",\"at\":0,\"offset\":0,\"length\":-1}", "-1 samples")]
    [InlineData("null", "A fact is an object.")]
    [InlineData("{\"type\":\"sent\"", "perhaps the recording was cut off")]
    public void Names_the_line_that_is_wrong_and_what_is_wrong(string line, string problem)
    {
        var refused = Should.Throw<RecordingException>(() => RecordedText.Read([.. Lines[..2], line]));

        refused.Line.ShouldBe(3);
        refused.Message.ShouldStartWith("line 3: ");
        refused.Message.ShouldContain(problem);
    }

    [Fact]
    public void Refuses_time_that_goes_back() =>
        Should.Throw<RecordingException>(() => RecordedText.Read([.. Lines, Lines[2]])).Message.ShouldContain("time goes back");

    [Fact]
    public void A_recording_that_was_cut_off_is_replayed_as_far_as_it_goes()
    {
        var recording = RecordedText.Read(Lines[..(Lines.Length / 2)]);

        recording.IsWhole.ShouldBeFalse();
        ConversationReplay.Run(recording).Difference.ShouldBeNull();
    }

    [Fact]
    public void The_pauses_are_judged_by_who_judged_them()
    {
        var lines = Lines.Select(line => line.Replace("ClauseTurnDetector", "OtherDetector", StringComparison.Ordinal));

        Should.Throw<RecordingException>(() => ConversationReplay.Run(RecordedText.Read(lines))).Message.ShouldContain("OtherDetector, which is not at hand");
    }
}
