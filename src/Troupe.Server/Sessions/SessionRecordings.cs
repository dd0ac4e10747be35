using System.Globalization;
using Microsoft.Extensions.Options;
using Troupe.Conversation.Replay;
using Troupe.Server.Admission;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Sessions;

/// <summary>The folder of recordings, which go with the person whose session it was. A session that cannot be recorded is held all the same.</summary>
internal sealed class SessionRecordings(IOptions<JournalOptions> options, Keyring keyring, TimeProvider time, ILogger<SessionRecordings> logger) : IKeepsPersons, IHostedService
{
    private const string Suffix = ".jsonl";

    /// <inheritdoc/>
    public string Kind => "recording";

    /// <summary>Begins the recording of a session; null when there is to be none, or it fails. Nothing is kept of a person who was erased.</summary>
    public Recorder? Begin(string session, Caller caller)
    {
        var pseudonym = keyring.PseudonymOf(caller.Tenant, caller.Subject);
        if (options.Value.Folder is not { Length: > 0 } folder || keyring.IsErased(pseudonym))
        {
            return null;
        }

        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{session}-{pseudonym}{Suffix}");
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
    public async ValueTask EndAsync(string session, Caller caller, Recorder? recorder)
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

        // The session was ended because the person was erased, and what it wrote to its end goes too.
        if (keyring.PseudonymOf(caller.Tenant, caller.Subject) is var pseudonym && keyring.IsErased(pseudonym))
        {
            DeleteAll(FilesOf(pseudonym));
        }
    }

    /// <inheritdoc/>
    public int CountOf(TenantId tenant, string pseudonym) => FilesOf(pseudonym).Count();

    /// <inheritdoc/>
    public ValueTask ForgetAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken)
    {
        DeleteAll(FilesOf(pseudonym));
        return default;
    }

    /// <summary>Deletes recordings of persons whose erasure a crash interrupted, or whose recordings came back from a backup.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        DeleteAll(FilesOf("*").Where(file => keyring.IsErased(Path.GetFileNameWithoutExtension(file).Split('-')[^1])));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> FilesOf(string pseudonym) =>
        options.Value.Folder is { Length: > 0 } folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*-*-{pseudonym}{Suffix}") : [];

    private void DeleteAll(IEnumerable<string> files)
    {
        foreach (var file in files.ToArray())
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                logger.RecordingStays(file, failure.Message);
            }
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
