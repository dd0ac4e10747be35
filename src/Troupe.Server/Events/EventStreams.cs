using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Events;

/// <summary>A state that is folded from the facts of a stream; immutable.</summary>
internal interface IFolded<TSelf>
    where TSelf : IFolded<TSelf>
{
    /// <summary>Kind of the streams that it is folded from.</summary>
    static abstract string Kind { get; }

    /// <summary>The state before the first fact.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>The state after a fact. A fact that it does not know leaves it as it is.</summary>
    TSelf Apply(IDomainEvent fact);
}

/// <summary>A state and the version of its stream.</summary>
/// <param name="State">The state.</param>
/// <param name="Version">0 when the stream has no facts.</param>
internal readonly record struct Versioned<TState>(TState State, long Version);

/// <summary>Facts instead of bytes: loads states and makes writes of them. Thread-safe.</summary>
internal sealed class EventStreams(IEventStore store, EventCodec codec)
{
    /// <summary>The store beneath.</summary>
    public IEventStore Store => store;

    /// <summary>Folds the state of a stream.</summary>
    public async ValueTask<Versioned<TState>> LoadAsync<TState>(TenantId tenant, string id, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        var state = TState.Initial;
        var version = 0L;
        await foreach (var envelope in store.ReadStreamAsync(new StreamId(tenant, TState.Kind, id), afterVersion: 0, cancellationToken))
        {
            state = codec.Read(envelope) is { } fact ? state.Apply(fact) : state;
            version = envelope.Version;
        }

        return new Versioned<TState>(state, version);
    }

    /// <summary>Makes a write of facts.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">The version that the writer saw.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="attempt">Names the attempt: the same attempt makes the same event ids, so that it can be repeated. Null for one that never is.</param>
    public StreamWrite Write(StreamId stream, long expected, IReadOnlyList<IDomainEvent> facts, string? attempt = null) =>
        new(stream, expected, [.. facts.Select((fact, index) => codec.Write(stream, IdOf(stream, attempt, index), fact))]);

    /// <summary>Reads a fact; null when this server does not know it.</summary>
    public IDomainEvent? Read(EventEnvelope envelope) => codec.Read(envelope);

    // A name-based id (RFC 9562, version 8) over SHA-256.
    private static Guid IdOf(StreamId stream, string? attempt, int index)
    {
        if (attempt is null)
        {
            return Guid.CreateVersion7();
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{stream}\n{attempt}\n{index}"))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
