using System.Collections.Concurrent;
using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>The states of all streams of a kind, in memory. One writer; readers at any time.</summary>
internal sealed class FoldedStreams<TState>
    where TState : IFolded<TState>
{
    private readonly ConcurrentDictionary<StreamId, Versioned<TState>> _states = new();

    /// <summary>Every stream with its state.</summary>
    public IEnumerable<KeyValuePair<StreamId, Versioned<TState>>> All => _states;

    /// <summary>How many there are.</summary>
    public int Count => _states.Count;

    /// <summary>The state of a stream; the initial one when it has no facts.</summary>
    public Versioned<TState> Find(StreamId stream) => _states.TryGetValue(stream, out var found) ? found : new Versioned<TState>(TState.Initial, 0);

    /// <summary>Takes a fact. One that was taken before changes nothing.</summary>
    /// <returns>The state after it, or null when it was taken before.</returns>
    public Versioned<TState>? Take(StreamId stream, long version, IDomainEvent? fact)
    {
        var before = Find(stream);
        if (version <= before.Version)
        {
            return null;
        }

        var after = new Versioned<TState>(fact is null ? before.State : before.State.Apply(fact), version);
        _states[stream] = after;
        return after;
    }
}
