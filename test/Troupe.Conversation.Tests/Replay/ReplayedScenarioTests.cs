using System.Diagnostics;
using Troupe.Contracts;
using Troupe.Conversation.Replay;
using Troupe.Conversation.Tests.Scenarios;
using Troupe.Conversation.Timing;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

[Trait("Category", "fast")]
public sealed class ReplayedScenarioTests
{
    public static TheoryData<string> Names => ScenarioTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Does_the_same_again(string name)
    {
        var run = ScenarioRunner.Run(ScenarioTests.Read(name), seed: 7);

        RecordedText.ReplaysTheSame(run.Journal).Facts.Count.ShouldBe(run.Journal.Count);
    }

    [Fact]
    public void Stops_at_a_moment_and_says_how_the_conversation_stands()
    {
        var run = ScenarioRunner.Run(ScenarioTests.Read("barge-in"));

        var outcome = ConversationReplay.Run(Recording.Of(run.Journal), MediaTime.FromMilliseconds(1800));

        outcome.Difference.ShouldBeNull();
        outcome.Facts[^1].At.ShouldBeLessThanOrEqualTo(MediaTime.FromMilliseconds(1800));
        var state = outcome.State;
        (state.State, state.Turn, state.Epoch).ShouldBe((ConversationState.Interrupted, 1u, new Epoch(1)));
        state.Answer!.Written.ShouldStartWith("This is a long answer. It goes on and on");
        state.Answer.Heard.ShouldBe("This is a long");
        state.Voice!.Ended.ShouldBeNull();
        state.Waits[0].For.ShouldBe("the verdict on the interruption");
        state.History.ShouldBe([("user", "Tell me everything.")]);
    }

    [Fact]
    public void Minutes_take_no_time()
    {
        // Once before, so that what is compiled and looked up once does not count.
        var run = ScenarioRunner.Run(ScenarioTests.Read("idle-cured"));
        var recording = Recording.Of(run.Journal);
        ConversationReplay.Run(recording).Difference.ShouldBeNull();

        var began = Stopwatch.GetTimestamp();
        ConversationReplay.Run(recording).Difference.ShouldBeNull();

        var took = Stopwatch.GetElapsedTime(began);
        (run.Duration / took).ShouldBeGreaterThan(100, $"{run.Duration} took {took}");
    }
}
