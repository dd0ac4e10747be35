using System.Runtime.CompilerServices;
using Troupe.Server.Events;

namespace Troupe.Server.Push;

/// <summary>What one subscriber is told, from a position on: first what is in the log, then what comes, without a gap and each once.</summary>
internal sealed class PushFeed(PushHub hub, EventStreams streams, Subscriber subscriber) : IDisposable
{
    private bool _joined;
    private long _live;

    /// <summary>Position of the last thing that was told.</summary>
    public long Told { get; private set; }

    /// <summary>Has the subscriber told everything from here on.</summary>
    /// <param name="after">The last position that is known already; null for only what comes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The position that what is told comes after.</returns>
    public async ValueTask<long> JoinAsync(long? after, CancellationToken cancellationToken)
    {
        await hub.Following.WaitAsync(cancellationToken);
        _live = hub.Join(subscriber);
        _joined = true;
        return Told = after ?? _live;
    }

    /// <summary>Reads until cancelled, or until the subscriber is too slow: then <see cref="Subscriber.IsBehind"/> is true.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<PushItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Told < _live)
        {
            var (tenant, subjects, id) = subscriber.Filter;
            var filter = subjects.Count == 1 ? new EventFilter(tenant, subjects.First(), id) : new EventFilter(tenant);
            await foreach (var envelope in streams.Store.ReadAsync(filter, Told, cancellationToken))
            {
                if (envelope.Position > _live)
                {
                    break;
                }

                if (subscriber.Filter.Passes(envelope.Stream) && hub.Show(envelope) is { } known)
                {
                    yield return Tell(known);
                }
            }

            Told = _live;
        }

        await foreach (var item in subscriber.Waiting.ReadAllAsync(cancellationToken))
        {
            if (item.Position is not { } position || position > Told)
            {
                yield return Tell(item);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_joined)
        {
            hub.Leave(subscriber);
        }

        subscriber.Dispose();
    }

    private PushItem Tell(PushItem item)
    {
        Told = item.Position ?? Told;
        return item;
    }
}
