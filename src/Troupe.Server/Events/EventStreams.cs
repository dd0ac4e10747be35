using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Events;

/// <summary>A state that is folded from the facts of a stream; immutable.</summary>
internal interface IFolded<TSelf>
    where TSelf : IFolded<TSelf>
{
    /// <summary>Kind of the streams that it is folded from.</summary>
    static abstract string Kind { get; }

    /// <summary>Names the shape of the state, so that it can be saved as a snapshot; another name for another shape or another way of folding. Null for a state that is folded from its first fact each time.</summary>
    static virtual string? Schema => null;

    /// <summary>The state before the first fact.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>The state after a fact. A fact that it does not know leaves it as it is.</summary>
    TSelf Apply(IDomainEvent fact);
}

/// <summary>A state and the version of its stream.</summary>
/// <param name="State">The state.</param>
/// <param name="Version">0 when the stream has no facts.</param>
internal readonly record struct Versioned<TState>(TState State, long Version);

/// <summary>
/// Facts instead of bytes: loads states and makes writes of them. States that may be saved stay in memory as they were last loaded, so that only what the store has of them since is read and folded;
/// those with personal data in them do not, for they would outlive its keys. Thread-safe.
/// </summary>
internal sealed class EventStreams(IEventStore store, EventCodec codec)
{
    /// <summary>So many facts come before a snapshot is saved: fewer are folded in less time than a commit takes, which others wait for.</summary>
    internal const int SnapshotAfter = 500;

    // A presenter with ten revisions takes some 20 KB.
    private const int MostLoaded = 1000;

    private readonly ConcurrentDictionary<StreamId, object> _loaded = new();

    /// <summary>The store beneath.</summary>
    public IEventStore Store => store;

    /// <summary>Folds the state of a stream.</summary>
    public async ValueTask<Versioned<TState>> LoadAsync<TState>(TenantId tenant, string id, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        var stream = new StreamId(tenant, TState.Kind, id);
        var (state, version, saved) = _loaded.TryGetValue(stream, out var known) && known is Loaded<TState> found ? found : await FindSnapshotAsync<TState>(stream, cancellationToken);
        var from = version;
        await foreach (var envelope in store.ReadStreamAsync(stream, version, cancellationToken))
        {
            state = codec.Read(envelope) is { } fact ? state.Apply(fact) : state;
            version = envelope.Version;
        }

        if (TState.Schema is { } schema && (version > from || (known is null && version > 0)))
        {
            if (version - saved >= SnapshotAfter)
            {
                // Nobody waits for it.
                saved = version;
                _ = SaveSnapshotAsync(stream, codec.WriteState(stream, version, schema, state));
            }

            Keep(stream, new Loaded<TState>(state, version, saved));
        }

        return new Versioned<TState>(state, version);
    }

    /// <summary>Forgets a state in memory: the store has fewer facts than it was folded from, as after a restored backup.</summary>
    public void Forget(StreamId stream) => _loaded.TryRemove(stream, out _);

    /// <summary>Makes a write of facts.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">The version that the writer saw.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="attempt">Names the attempt: the same attempt makes the same event ids, so that it can be repeated. Null for one that never is.</param>
    public StreamWrite Write(StreamId stream, long expected, IReadOnlyList<IDomainEvent> facts, string? attempt = null) =>
        new(stream, expected, [.. facts.Select((fact, index) => codec.Write(stream, IdOf(stream, attempt, index), fact))]);

    /// <summary>Reads a fact; null when this server does not know it.</summary>
    public IDomainEvent? Read(EventEnvelope envelope) => codec.Read(envelope);

    private async ValueTask<Loaded<TState>> FindSnapshotAsync<TState>(StreamId stream, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        try
        {
            if (TState.Schema is { } schema
                && await store.FindSnapshotAsync(stream, cancellationToken) is { } snapshot
                && snapshot.Schema == schema
                && codec.ReadState<TState>(stream, snapshot) is { } state)
            {
                return new Loaded<TState>(state, snapshot.Version, snapshot.Version);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or ProtectionException)
        {
            // The facts are the truth.
        }

        return new Loaded<TState>(TState.Initial, 0, 0);
    }

    private async Task SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot)
    {
        try
        {
            await store.SaveSnapshotAsync(stream, snapshot, CancellationToken.None);
        }
        catch (EventStoreException)
        {
            // The state is in memory; whoever loads it from the store many facts later saves it.
        }
    }

    private void Keep<TState>(StreamId stream, Loaded<TState> loaded)
    {
        if (EventCodec.HoldsPersonalData(typeof(TState)))
        {
            return;
        }

        if (_loaded.Count >= MostLoaded)
        {
            _loaded.Clear();
        }

        _loaded[stream] = loaded;
    }

    /// <summary>The fact as JSON for whoever may read it: personal data in clear, or <see cref="ProtectedJson.Erased"/>.</summary>
    public JsonElement Show(EventEnvelope envelope) => codec.Show(envelope);

    /// <summary>The name under which a person stands in facts: a keyed hash.</summary>
    public string PseudonymOf(TenantId tenant, string subject) => codec.PseudonymOf(tenant, subject);

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

    // A state, its version, and the version up to which it is saved.
    private sealed record Loaded<TState>(TState State, long Version, long Saved);
}
