namespace Troupe.Server.Events;

/// <summary>A log of facts. Thread-safe. Every method throws <see cref="EventStoreException"/> when the store cannot do it.</summary>
internal interface IEventStore : IAsyncDisposable
{
    /// <summary>Appends to one or more streams: all of it, or nothing. Answers when it is durable.</summary>
    /// <param name="writes">At most one write for a stream.</param>
    /// <param name="cancellationToken">Gives up waiting; the facts may still become durable, and the same append may be repeated to find out.</param>
    ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken);

    /// <summary>The facts of a stream after a version, in their order; none when there is no such stream.</summary>
    IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken);

    /// <summary>The facts that pass, after a position, as far as they are durable when the end is reached.</summary>
    IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken);

    /// <summary>The facts that pass, after a position, and then those to come, until cancelled: in order, each once, none left out.</summary>
    IAsyncEnumerable<EventEnvelope> SubscribeAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken);

    /// <summary>Position of the last durable fact; 0 when there is none.</summary>
    ValueTask<long> HeadAsync(CancellationToken cancellationToken);

    /// <summary>A state that was folded from a stream up to a version, as it was last saved; null when none was.</summary>
    ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>Saves a folded state in place of an older one. A snapshot may be lost: the facts are the truth.</summary>
    ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken);
}

/// <summary>A state folded from a stream.</summary>
/// <param name="Version">The version up to which it is folded.</param>
/// <param name="Schema">Names the shape of the state; a reader ignores a snapshot of another shape.</param>
/// <param name="State">The state, JSON in UTF-8.</param>
internal sealed record StreamSnapshot(long Version, string Schema, ReadOnlyMemory<byte> State);

/// <summary>The store cannot do what it was asked.</summary>
/// <param name="code">A code of <see cref="Contracts.ErrorCodes"/>: <c>storage_read_only</c> (no space is left; reading goes on) or <c>storage_unavailable</c>.</param>
/// <param name="message">What happened and the way out.</param>
/// <param name="cause">The failure beneath.</param>
internal sealed class EventStoreException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
