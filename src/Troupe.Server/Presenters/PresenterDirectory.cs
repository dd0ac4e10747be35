using System.Collections.Concurrent;
using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>The presenters of each tenant, for lists: folded once, and brought up to date when somebody asks. Thread-safe.</summary>
internal sealed class PresenterDirectory(EventStreams streams)
{
    private readonly ConcurrentDictionary<TenantId, Shelf> _shelves = new();

    /// <summary>A page of a tenant's presenters: all that was durable when it was asked for.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="after">Id of the last one that the caller has; null for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="archived">Whether those that are put away are wanted too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<PresenterPage> ListAsync(TenantId tenant, string? after, int limit, bool archived, CancellationToken cancellationToken)
    {
        var shelf = _shelves.GetOrAdd(tenant, _ => new Shelf());
        await shelf.Gate.WaitAsync(cancellationToken);
        try
        {
            // What other kinds have had until now is not looked through again the next time.
            var head = await streams.Store.HeadAsync(cancellationToken);
            await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(tenant, Presenter.Kind), shelf.Position, cancellationToken))
            {
                var before = shelf.Presenters.GetValueOrDefault(envelope.Stream.Id, (Presenter.Initial, 0));
                shelf.Presenters[envelope.Stream.Id] = (streams.Read(envelope) is { } fact ? before.Item1.Apply(fact) : before.Item1, envelope.Version);
                shelf.Position = envelope.Position;
            }

            shelf.Position = Math.Max(shelf.Position, head);
            var found = shelf.Presenters
                .Where(entry => (after is null || string.CompareOrdinal(entry.Key, after) > 0) && (archived || !entry.Value.State.IsArchived))
                .Take(limit + 1)
                .Select(entry => entry.Value.State.ToSummary(entry.Key, entry.Value.Version))
                .ToArray();
            return found.Length > limit ? new PresenterPage(found[..limit], found[limit - 1].Id) : new PresenterPage(found, null);
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    private sealed class Shelf
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public SortedDictionary<string, (Presenter State, long Version)> Presenters { get; } = new(StringComparer.Ordinal);

        public long Position { get; set; }
    }
}
