using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;

namespace Troupe.Cli.Replay;

/// <summary>Keeps recordings in files that only their owner can read: they hold what people said.</summary>
internal static class RecordingFile
{
    public static void Write(string path, IReadOnlyList<ConversationEvent> journal)
    {
        using var file = Create(path);
        Recording.Of(journal).Write(file, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Makes the file, or empties it.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
