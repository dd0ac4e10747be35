using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Audit;

/// <summary>A store that can run out of space: then it reads and does not write.</summary>
internal sealed class FullStore : IEventStore
{
    private readonly InMemoryEventStore _store = new(TimeProvider.System);

    public bool IsFull { get; set; }

    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken) =>
        IsFull ? throw new EventStoreException("storage_read_only", "No space is left.") : _store.AppendAsync(writes, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) => _store.ReadStreamAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) => _store.ReadAsync(filter, afterPosition, cancellationToken);

    public IAsyncEnumerable<EventEnvelope> SubscribeAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) => _store.SubscribeAsync(filter, afterPosition, cancellationToken);

    public ValueTask<long> HeadAsync(CancellationToken cancellationToken) => _store.HeadAsync(cancellationToken);

    public ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken) => _store.FindSnapshotAsync(stream, cancellationToken);

    public ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken) =>
        IsFull ? throw new EventStoreException("storage_read_only", "No space is left.") : _store.SaveSnapshotAsync(stream, snapshot, cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
