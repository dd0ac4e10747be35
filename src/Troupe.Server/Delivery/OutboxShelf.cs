namespace Troupe.Server.Delivery;

/// <summary>Frames in rising order of position, cheap to add at the end and to remove at the front. Not thread-safe.</summary>
internal sealed class OutboxShelf
{
    private const int CompactAbove = 64;

    private readonly List<OutboxEntry> _entries = [];
    private int _head;

    /// <summary>Bytes of all frames.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => _head == _entries.Count;

    /// <summary>Adds a frame whose position is above all others.</summary>
    public void Add(in OutboxEntry entry)
    {
        _entries.Add(entry);
        Bytes += entry.Frame.Length;
    }

    /// <summary>Looks at the frame with the lowest position.</summary>
    public bool TryPeekOldest(out OutboxEntry entry)
    {
        entry = IsEmpty ? default : _entries[_head];
        return !IsEmpty;
    }

    /// <summary>Removes the frame with the lowest position.</summary>
    public bool TryRemoveOldest(out OutboxEntry entry)
    {
        if (!TryPeekOldest(out entry))
        {
            return false;
        }

        _entries[_head++] = default;
        Bytes -= entry.Frame.Length;
        if (_head == _entries.Count || (_head > CompactAbove && _head > _entries.Count / 2))
        {
            Compact();
        }

        return true;
    }

    /// <summary>Finds the first frame after a position.</summary>
    public bool TryGetAfter(long seq, out OutboxEntry entry)
    {
        var (low, high) = (_head, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _entries[middle].Seq <= seq ? (middle + 1, high) : (low, middle);
        }

        entry = low < _entries.Count ? _entries[low] : default;
        return low < _entries.Count;
    }

    /// <summary>Removes speech of an epoch and all older ones.</summary>
    public void RemoveSpeechThrough(uint epoch)
    {
        Compact();
        _entries.RemoveAll(entry => entry.IsInterruptible && entry.Epoch <= epoch);
        Bytes = _entries.Sum(entry => (long)entry.Frame.Length);
    }

    private void Compact()
    {
        _entries.RemoveRange(0, _head);
        _head = 0;
        if (_entries.Count == 0)
        {
            _entries.TrimExcess();
        }
    }
}
