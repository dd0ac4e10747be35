namespace Troupe.Server.Push;

/// <summary>
/// Thins out values that come faster than anybody looks: of each key the first is delivered at once, then the latest at most once in an interval. The last value is always delivered,
/// and none after a newer one. Thread-safe; values of one key are delivered one at a time.
/// </summary>
/// <param name="interval">Least time between two deliveries of a key.</param>
/// <param name="time">The clock.</param>
/// <param name="deliver">Takes a value.</param>
internal sealed class LatestWins<TKey, TValue>(TimeSpan interval, TimeProvider time, Action<TKey, TValue> deliver) : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Slot> _slots = [];
    private bool _disposed;

    /// <summary>Offers a value; delivers it now, later, or never when a newer one comes first.</summary>
    public void Offer(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_slots.TryGetValue(key, out var slot))
            {
                (slot.Pending, slot.HasPending) = (value, true);
                return;
            }

            _slots[key] = slot = new Slot();
            slot.Timer = time.CreateTimer(_ => Elapse(key, slot), null, interval, Timeout.InfiniteTimeSpan);
            deliver(key, value);
        }
    }

    /// <summary>Delivers nothing any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var slot in _slots.Values)
            {
                slot.Timer!.Dispose();
            }

            _slots.Clear();
        }
    }

    private void Elapse(TKey key, Slot slot)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (!slot.HasPending)
            {
                slot.Timer!.Dispose();
                _slots.Remove(key);
                return;
            }

            slot.HasPending = false;
            slot.Timer!.Change(interval, Timeout.InfiniteTimeSpan);
            deliver(key, slot.Pending!);
        }
    }

    private sealed class Slot
    {
        public ITimer? Timer { get; set; }

        public TValue? Pending { get; set; }

        public bool HasPending { get; set; }
    }
}
