using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>Reads the facts of a kind of streams, and then those to come, whatever happens to the store meanwhile.</summary>
/// <param name="store">The store.</param>
/// <param name="kind">The kind.</param>
/// <param name="take">Takes a fact; true for one that came after the start.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class KindFollower(IEventStore store, string kind, Action<EventEnvelope, bool> take, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <summary>Completes when everything was read that was durable when it began.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Follows until cancelled; never fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.DirectoryLags(exception, kind);
            }

            await Task.Delay(TryAgainAfter, time, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var filter = new EventFilter(Kind: kind);
        if (!_caughtUp.Task.IsCompleted)
        {
            await foreach (var envelope in store.ReadAsync(filter, _position, cancellationToken))
            {
                Take(envelope, live: false);
            }

            _caughtUp.TrySetResult();
        }

        await foreach (var envelope in store.SubscribeAsync(filter, _position, cancellationToken))
        {
            Take(envelope, live: true);
        }
    }

    private void Take(EventEnvelope envelope, bool live)
    {
        take(envelope, live);
        _position = envelope.Position;
    }
}
