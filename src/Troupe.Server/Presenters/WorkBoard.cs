using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>The work that is not done yet, in the order in which it was ordered. Thread-safe.</summary>
internal sealed class WorkBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, (long Place, Work Work, long Version)> _open = [];
    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>How many pieces there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Takes a fact, in order; one that is known already changes nothing.</summary>
    public void Apply(EventEnvelope envelope, IDomainEvent fact)
    {
        lock (_gate)
        {
            var (place, work, version) = _open.GetValueOrDefault(envelope.Stream, (envelope.Position, Work.Initial, 0));
            if (envelope.Version == version + 1)
            {
                Put(envelope.Stream, place, work.Apply(fact), envelope.Version);
            }
        }
    }

    /// <summary>Takes what a stream says by now.</summary>
    public void Apply(StreamId stream, Versioned<Work> loaded)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(stream, out var known) && loaded.Version > known.Version)
            {
                Put(stream, known.Place, loaded.State, loaded.Version);
            }
        }
    }

    /// <summary>The next piece that nobody does; otherwise the time until the next one may be taken from somebody, null when there is none.</summary>
    public (StreamId? Stream, Work? Work, long Version, TimeSpan? Wait) Next(DateTimeOffset now)
    {
        lock (_gate)
        {
            TimeSpan? wait = null;
            foreach (var (stream, (_, work, version)) in _open.OrderBy(entry => entry.Value.Place))
            {
                var left = work.TakenUntil - now;
                if (left is not { } time || time <= TimeSpan.Zero)
                {
                    return (stream, work, version, null);
                }

                wait = wait is { } shortest && shortest < time ? shortest : time;
            }

            return (null, null, 0, wait);
        }
    }

    /// <summary>Waits for a change, and no longer than that.</summary>
    public async Task WaitAsync(TimeSpan? longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = longest is { } patience ? new CancellationTokenSource(patience, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody's time is over.
        }
    }

    private void Put(StreamId stream, long place, Work work, long version)
    {
        if (work.Ended)
        {
            _open.Remove(stream);
        }
        else
        {
            _open[stream] = (place, work, version);
        }

        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }
}
