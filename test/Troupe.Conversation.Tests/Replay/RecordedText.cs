using System.Text;
using Troupe.Conversation.Replay;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

/// <summary>Recordings as lines of text, as they lie in files.</summary>
internal static class RecordedText
{
    public static string[] Of(ScenarioRun run)
    {
        using var file = new MemoryStream();
        Recording.Of(run.Journal).Write(file, DateTimeOffset.UnixEpoch);
        return Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
    }

    public static Recording Read(IEnumerable<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'));
        return Recording.Read(file);
    }
}
