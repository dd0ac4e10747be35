using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;

namespace Troupe.Cli.Replay;

/// <summary>Keeps recordings in files that only their owner can read: they hold what people said.</summary>
internal static class RecordingFile
{
    public static void Write(string path, IReadOnlyList<ConversationEvent> journal)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        Recording.Of(journal).Write(file, TimeProvider.System.GetUtcNow());
    }
}
