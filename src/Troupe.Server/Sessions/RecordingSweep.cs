using Microsoft.Extensions.Options;
using Troupe.Server.Events;

namespace Troupe.Server.Sessions;

/// <summary>Deletes recordings that were kept as long as they are to be: when the server starts, and every hour.</summary>
internal sealed class RecordingSweep(SessionRecordings recordings, IOptions<JournalOptions> options, TimeProvider time, ILogger<RecordingSweep> logger) : IHostedService, IDisposable
{
    /// <summary>How often it looks: a recording is late by this much at most.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private ITimer? _looking;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Thousands of files are looked at beside the server's start, not before it.
        _looking = options.Value.Folder is { Length: > 0 } ? time.CreateTimer(_ => Sweep(), state: null, TimeSpan.Zero, Interval) : null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _looking?.Dispose();

    private void Sweep()
    {
        try
        {
            // The age counts from when the session began: names of files tell it over restarts, and copies do not make them younger.
            if (recordings.DeleteBefore(time.GetUtcNow() - options.Value.Keep) is > 0 and var deleted)
            {
                logger.RecordingsDeleted(deleted, options.Value.Keep);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or EventStoreException)
        {
            logger.RecordingsKept(failure.Message);
        }
    }
}
