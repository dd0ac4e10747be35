using System.Collections.Concurrent;
using System.Collections.Immutable;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Push;

/// <summary>Follows the log once for all subscribers of this server, and tells each what it wants. Thread-safe.</summary>
internal sealed class PushHub(EventStreams streams, TimeProvider time, ILogger<PushHub> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TenantId, ImmutableArray<Subscriber>> _subscribers = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _following = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <summary>Completes when the log is followed.</summary>
    public Task Following => _following.Task;

    /// <summary>Tells a subscriber everything from here on.</summary>
    /// <returns>The position after which it is told: what came before is in the log.</returns>
    public long Join(Subscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.AddOrUpdate(subscriber.Filter.Tenant, _ => [subscriber], (_, all) => all.Add(subscriber));
            return _position;
        }
    }

    /// <summary>Tells a subscriber nothing any more.</summary>
    public void Leave(Subscriber subscriber)
    {
        lock (_gate)
        {
            var rest = _subscribers[subscriber.Filter.Tenant].Remove(subscriber);
            if (rest.IsEmpty)
            {
                _subscribers.TryRemove(subscriber.Filter.Tenant, out _);
            }
            else
            {
                _subscribers[subscriber.Filter.Tenant] = rest;
            }
        }
    }

    /// <summary>Whether anybody wants to be told something; what is not kept need not be made otherwise.</summary>
    public bool IsWanted(in StreamId stream)
    {
        foreach (var subscriber in Of(stream.Tenant))
        {
            if (subscriber.Filter.Passes(stream))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells something that is not kept. Never waits.</summary>
    public void Tell(PushItem item)
    {
        foreach (var subscriber in Of(item.Stream.Tenant))
        {
            if (subscriber.Filter.Passes(item.Stream))
            {
                subscriber.Offer(item);
            }
        }
    }

    /// <summary>A fact as subscribers are told it; null for one that is damaged, which does not keep the others from being told.</summary>
    public PushItem? Show(EventEnvelope envelope)
    {
        try
        {
            return PushItem.Of(streams, envelope);
        }
        catch (ProtectionException damage)
        {
            logger.FactUnreadable(envelope.Position, damage.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!_following.Task.IsCompleted)
                {
                    _position = await streams.Store.HeadAsync(stoppingToken);
                    _following.SetResult();
                }

                await foreach (var envelope in streams.Store.SubscribeAsync(new EventFilter(), _position, stoppingToken))
                {
                    Take(envelope);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The server goes down.
            }
            catch (EventStoreException failure)
            {
                logger.FollowingInterrupted(failure.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(EventEnvelope envelope)
    {
        lock (_gate)
        {
            // Made once for all, and not at all when nobody wants it.
            PushItem? item = null;
            foreach (var subscriber in Of(envelope.Stream.Tenant))
            {
                if (subscriber.Filter.Passes(envelope.Stream))
                {
                    item ??= Show(envelope);
                    if (item is null)
                    {
                        break;
                    }

                    subscriber.Offer(item);
                }
            }

            _position = envelope.Position;
        }
    }

    private ImmutableArray<Subscriber> Of(TenantId tenant) => _subscribers.TryGetValue(tenant, out var found) ? found : [];
}
