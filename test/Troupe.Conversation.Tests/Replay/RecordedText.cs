using System.Text;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

/// <summary>Recordings as lines of text, as they lie in files.</summary>
internal static class RecordedText
{
    public static string[] Of(ScenarioRun run) => Of(run.Journal);

    public static string[] Of(IReadOnlyList<ConversationEvent> facts)
    {
        using var file = new MemoryStream();
        Recording.Of(facts).Write(file, DateTimeOffset.UnixEpoch);
        return Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
    }

    public static Recording Read(IEnumerable<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'));
        return Recording.Read(file);
    }

    /// <summary>Replays what was recorded, as it comes back from its file.</summary>
    public static ReplayOutcome ReplaysTheSame(IReadOnlyList<ConversationEvent> facts, ITurnDetector? detector = null)
    {
        var outcome = ConversationReplay.Run(Read(Of(facts)), detector: detector);
        outcome.Difference.ShouldBeNull(outcome.Difference?.ToString());
        outcome.Fault.ShouldBeNull();
        return outcome;
    }
}
