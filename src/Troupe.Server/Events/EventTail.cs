using System.Runtime.CompilerServices;

namespace Troupe.Server.Events;

/// <summary>Reads facts that pass from the log, after a position, as far as they are durable.</summary>
internal delegate IAsyncEnumerable<EventEnvelope> LogReader(EventFilter filter, long afterPosition, CancellationToken cancellationToken);

/// <summary>The newest facts of a log in memory, so that those who follow it live need not ask the data base each time. Thread-safe.</summary>
/// <param name="head">Position of the last durable fact.</param>
internal sealed class EventTail(long head)
{
    // A second at a thousand facts a second, four times over; whoever is slower reads from the data base.
    private const int MostFacts = 4096;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _facts = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private long _from = head;
    private long _head = head;

    /// <summary>Position of the last fact.</summary>
    public long Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    /// <summary>Adds durable facts.</summary>
    /// <param name="after">The position that they follow without a gap.</param>
    /// <param name="facts">The facts, in order.</param>
    /// <returns>False when the tail does not reach to that position, or beyond it: nothing is added.</returns>
    public bool TryExtend(long after, IReadOnlyList<EventEnvelope> facts)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            if (after != _head || facts.Count == 0)
            {
                return after == _head;
            }

            _facts.AddRange(facts);
            _bytes += facts.Sum(fact => (long)fact.Data.Length);
            _head = facts[^1].Position;
            Trim();
            grown = _grown;
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
        return true;
    }

    /// <summary>Goes to a later head; the facts up to there are read from the data base.</summary>
    public void Leap(long head)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            if (head <= _head)
            {
                return;
            }

            _facts.Clear();
            (_from, _head, _bytes) = (head, head, 0);
            grown = _grown;
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
    }

    /// <summary>Follows the log from a position until cancelled: in order, each fact once, none left out.</summary>
    public async IAsyncEnumerable<EventEnvelope> FollowAsync(EventFilter filter, long afterPosition, LogReader read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (facts, head, grown) = After(afterPosition);
            if (facts is null)
            {
                await foreach (var envelope in read(filter, afterPosition, cancellationToken))
                {
                    yield return envelope;
                    afterPosition = envelope.Position;
                }

                // The head was taken before the log was read to its end.
                afterPosition = Math.Max(afterPosition, head);
                continue;
            }

            foreach (var envelope in facts.Where(envelope => filter.Passes(envelope.Stream)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return envelope;
            }

            afterPosition = Math.Max(afterPosition, head);
            await grown.WaitAsync(cancellationToken);
        }
    }

    // The facts after a position, or null when they are not all here.
    private (EventEnvelope[]? Facts, long Head, Task Grown) After(long position)
    {
        lock (_gate)
        {
            if (position < _from)
            {
                return (null, _head, _grown.Task);
            }

            var (low, high) = (0, _facts.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _facts[middle].Position <= position ? (middle + 1, high) : (low, middle);
            }

            return ([.. _facts[low..]], _head, _grown.Task);
        }
    }

    // Down to the half, so that it is seldom done.
    private void Trim()
    {
        if (_facts.Count <= MostFacts && _bytes <= MostBytes)
        {
            return;
        }

        var drop = 0;
        for (; _facts.Count - drop > MostFacts / 2 || _bytes > MostBytes / 2; drop++)
        {
            _bytes -= _facts[drop].Data.Length;
        }

        _from = drop > 0 ? _facts[drop - 1].Position : _from;
        _facts.RemoveRange(0, drop);
    }
}
