using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Conversation.Tests.Scenarios;
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
        var recording = Written(Recording.Of(run.Journal));
        recording.Facts.Count.ShouldBe(run.Journal.Count);
        recording.IsWhole.ShouldBeTrue();

        var outcome = ConversationReplay.Run(recording);

        outcome.Difference.ShouldBeNull(outcome.Difference?.ToString());
        outcome.Fault.ShouldBeNull();
        outcome.Facts.Count.ShouldBe(recording.Facts.Count);
    }

    /// <summary>A recording as it comes back from its file.</summary>
    private static Recording Written(Recording recording)
    {
        using var file = new MemoryStream();
        recording.Write(file, DateTimeOffset.UnixEpoch);
        file.Position = 0;
        return Recording.Read(file);
    }
}
