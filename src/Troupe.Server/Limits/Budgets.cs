using System.Collections.Concurrent;

namespace Troupe.Server.Limits;

/// <summary>All budgets in use. Thread-safe; a look allocates only when a budget is used for the first time.</summary>
/// <typeparam name="TKey">Whose budget.</typeparam>
internal sealed class Budgets<TKey>
    where TKey : struct, IEquatable<TKey>
{
    private const int FirstSweep = 4096;

    private readonly ConcurrentDictionary<TKey, Gcra> _cells = new();
    private int _sweepAt = FirstSweep;

    /// <summary>Budgets that are kept.</summary>
    public int Count => _cells.Count;

    /// <summary>The budget of a key; a full one when it was not used before.</summary>
    public Gcra this[in TKey key, long now] => _cells.TryGetValue(key, out var cell) ? cell : Add(key, now);

    private Gcra Add(in TKey key, long now)
    {
        if (_cells.Count >= Volatile.Read(ref _sweepAt))
        {
            Sweep(now);
        }

        return _cells.GetOrAdd(key, static _ => new Gcra());
    }

    // A full budget is like a new one, so it need not be kept. Who took from it in this very moment loses that one payment: to the tenant's favour.
    private void Sweep(long now)
    {
        foreach (var (key, cell) in _cells)
        {
            if (cell.IsFull(now))
            {
                _cells.TryRemove(key, out _);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(FirstSweep, 2 * _cells.Count));
    }
}
