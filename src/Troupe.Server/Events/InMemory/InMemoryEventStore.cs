using System.Runtime.CompilerServices;

namespace Troupe.Server.Events.InMemory;

/// <summary>A log that lives as long as the process: for trials and tests.</summary>
internal sealed class InMemoryEventStore(TimeProvider time) : IEventStore
{
    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _log = [];
    private readonly Dictionary<StreamId, List<EventEnvelope>> _streams = [];
    private readonly Dictionary<(StreamId Stream, Guid Id), EventEnvelope> _known = [];
    private readonly Dictionary<StreamId, StreamSnapshot> _snapshots = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AppendRules.Check(writes);
        lock (_gate)
        {
            if (FindRepeated(writes) is { } repeated)
            {
                return new(repeated);
            }

            if (writes.FirstOrDefault(write => write.Expected != StreamWrite.AnyVersion && write.Expected != VersionOf(write.Stream)) is { } stale)
            {
                return new(new AppendOutcome.Conflicted(stale.Stream, stale.Expected, VersionOf(stale.Stream)));
            }

            foreach (var write in writes)
            {
                Append(write);
            }

            var grown = _grown;
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            grown.SetResult();
            return new(new AppendOutcome.Appended(_log.Count, [.. writes.Select(write => VersionOf(write.Stream))], Repeated: false));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var envelope in Copy(() => _streams.TryGetValue(stream, out var all) ? all.Skip((int)Math.Min(afterVersion, int.MaxValue)) : []))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return envelope;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var envelope in Copy(() => After(filter, afterPosition)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return envelope;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventEnvelope> SubscribeAsync(EventFilter filter, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            EventEnvelope[] found;
            Task grown;
            long head;
            lock (_gate)
            {
                (found, grown, head) = ([.. After(filter, afterPosition)], _grown.Task, _log.Count);
            }

            foreach (var envelope in found)
            {
                yield return envelope;
            }

            afterPosition = Math.Max(afterPosition, head);
            await grown.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_log.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_snapshots.GetValueOrDefault(stream));
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _snapshots[stream] = snapshot;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private IEnumerable<EventEnvelope> After(EventFilter filter, long afterPosition) =>
        _log.Skip((int)Math.Min(afterPosition, int.MaxValue)).Where(envelope => filter.Passes(envelope.Stream));

    private EventEnvelope[] Copy(Func<IEnumerable<EventEnvelope>> select)
    {
        lock (_gate)
        {
            return [.. select()];
        }
    }

    private long VersionOf(StreamId stream) => _streams.TryGetValue(stream, out var all) ? all.Count : 0;

    private AppendOutcome.Appended? FindRepeated(IReadOnlyList<StreamWrite> writes)
    {
        var places = writes.Select(write => _known.GetValueOrDefault((write.Stream, write.Events[^1].Id))).ToArray();
        return places.Any(place => place is null)
            ? null
            : new AppendOutcome.Appended(places.Max(place => place!.Position), [.. places.Select(place => place!.Version)], Repeated: true);
    }

    private void Append(StreamWrite write)
    {
        if (!_streams.TryGetValue(write.Stream, out var stream))
        {
            _streams[write.Stream] = stream = [];
        }

        foreach (var entry in write.Events)
        {
            var envelope = new EventEnvelope(_log.Count + 1, write.Stream, stream.Count + 1, entry.Id, entry.Type, time.GetUtcNow(), entry.Data);
            _log.Add(envelope);
            stream.Add(envelope);
            _known[(write.Stream, entry.Id)] = envelope;
        }
    }
}
