using System.Globalization;
using Microsoft.Extensions.Options;
using Troupe.Conversation.Replay;

namespace Troupe.Server.Sessions;

/// <summary>The folder of recordings. A session that cannot be recorded is held all the same.</summary>
internal sealed class SessionRecordings(IOptions<JournalOptions> options, TimeProvider time, ILogger<SessionRecordings> logger)
{
    /// <summary>Begins the recording of a session; null when there is to be none, or it fails.</summary>
    public Recorder? Begin(string session)
    {
        if (options.Value.Folder is not { Length: > 0 } folder)
        {
            return null;
        }

        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{session}.jsonl");
            var recorder = new Recorder(Create(folder, name), time);
            logger.SessionRecorded(session, name);
            return recorder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.RecordingFailed(session, failure.Message);
            return null;
        }
    }

    /// <summary>Ends a recording: all of it is written, or the log says why not.</summary>
    public async ValueTask EndAsync(string session, Recorder? recorder)
    {
        if (recorder is null)
        {
            return;
        }

        try
        {
            await recorder.DisposeAsync();
        }
        catch (Exception failure)
        {
            logger.RecordingFailed(session, failure.Message);
            return;
        }

        if (recorder.Lost > 0)
        {
            logger.RecordingFailed(session, "Facts came faster than they could be written.");
        }
    }

    private static FileStream Create(string folder, string name)
    {
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(folder, name), file);
    }
}
