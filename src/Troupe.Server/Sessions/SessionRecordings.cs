using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Troupe.Conversation.Replay;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Sessions;

/// <summary>The folder of recordings, each sealed with a key of the person whose session it was, and deleted with them. A session that cannot be recorded is held all the same. Thread-safe.</summary>
internal sealed class SessionRecordings(IOptions<JournalOptions> options, Keyring keyring, TimeProvider time, ILogger<SessionRecordings> logger) : IKeepsPersons, IHostedService
{
    private readonly ConcurrentDictionary<RecordingFile, bool> _written = new();

    /// <inheritdoc/>
    public string Kind => "recording";

    /// <summary>Begins the recording of a session; null when there is to be none, or it fails. Nothing is kept of a person who was erased.</summary>
    public SessionRecording? Begin(string session, Caller caller)
    {
        if (options.Value.Folder is not { Length: > 0 } folder)
        {
            return null;
        }

        // Who calls by a key, or at this machine, is no person; who talks may be one, and nobody knows which.
        var subject = caller.IsPerson ? caller.Subject : RecordingFile.SubjectOf(session);
        var file = new RecordingFile(caller.Tenant, session, keyring.PseudonymOf(caller.Tenant, subject), DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        if (caller.IsPerson && IsErased(file))
        {
            return null;
        }

        _written[file] = true;
        logger.SessionRecorded(session, file.Name);
        return new SessionRecording(file, new Recorder(new ProtectedFileWriter(() => Create(folder, file), keyring, caller.Tenant, subject, file.Place), time));
    }

    /// <summary>Ends a recording: all of it is written, or the log says why not.</summary>
    public async ValueTask EndAsync(SessionRecording? recording)
    {
        if (recording is not var (file, recorder))
        {
            return;
        }

        try
        {
            await recorder.DisposeAsync();
            if (recorder.Lost > 0)
            {
                logger.RecordingFailed(file.Session, "Facts came faster than they could be written.");
            }
        }
        catch (Exception failure)
        {
            logger.RecordingFailed(file.Session, failure.Message);
        }

        _written.TryRemove(file, out _);

        // The session was ended because the person was erased, and what it wrote to its end goes too.
        if (IsErased(file))
        {
            Delete([file]);
        }
    }

    /// <summary>A tenant's recordings on this server.</summary>
    public IEnumerable<RecordingFile> Of(TenantId tenant) => options.Value.Folder is { Length: > 0 } folder ? RecordingFile.In(folder, tenant) : [];

    /// <summary>Opens a recording.</summary>
    /// <exception cref="ProtectionException">It was changed or moved, or its key is not here.</exception>
    /// <exception cref="IOException">It cannot be read, or was deleted meanwhile.</exception>
    public ProtectedFileReader Open(RecordingFile file) =>
        ProtectedFileReader.Open(new FileStream(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), keyring, file.Tenant, file.Place);

    /// <summary>Deletes what began before a moment and is not written any more, with the keys that are of use to nothing else.</summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="EventStoreException">The key store cannot be reached.</exception>
    public int DeleteBefore(DateTimeOffset moment)
    {
        var old = RecordingFile.In(options.Value.Folder!).Where(file => file.Began < moment && !_written.ContainsKey(file)).ToArray();
        foreach (var file in old.Where(file => file.HasOwnKey(keyring)))
        {
            keyring.Erase(file.Tenant, file.Pseudonym);
        }

        return Delete(old);
    }

    /// <inheritdoc/>
    public int CountOf(TenantId tenant, string pseudonym) => Of(tenant).Count(file => file.Pseudonym == pseudonym);

    /// <inheritdoc/>
    public ValueTask ForgetAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken)
    {
        Delete(Of(tenant).Where(file => file.Pseudonym == pseudonym));
        return default;
    }

    /// <summary>Deletes recordings of persons whose erasure a crash interrupted, or whose recordings came back from a backup.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder is { Length: > 0 } folder)
        {
            Delete(RecordingFile.In(folder).Where(file => keyring.IsErased(file.Pseudonym)));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A key store that cannot be reached holds up no session; nothing can be sealed for whoever was erased meanwhile.
    private bool IsErased(RecordingFile file)
    {
        try
        {
            return keyring.IsErased(file.Pseudonym);
        }
        catch (EventStoreException failure)
        {
            logger.RecordingFailed(file.Session, failure.Message);
            return false;
        }
    }

    private string PathOf(RecordingFile file) => Path.Combine(options.Value.Folder!, file.Name);

    private int Delete(IEnumerable<RecordingFile> files)
    {
        var deleted = 0;
        foreach (var file in files.ToArray())
        {
            try
            {
                File.Delete(PathOf(file));
                deleted++;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                logger.RecordingStays(file.Name, failure.Message);
            }
        }

        return deleted;
    }

    private static FileStream Create(string folder, RecordingFile file)
    {
        PrivateFiles.MakeFolder(Path.Combine(folder, file.Tenant.Value));
        return PrivateFiles.Open(Path.Combine(folder, file.Name), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
    }
}

/// <summary>A recording that is written.</summary>
/// <param name="File">Where.</param>
/// <param name="Recorder">By what.</param>
internal sealed record SessionRecording(RecordingFile File, Recorder Recorder);
