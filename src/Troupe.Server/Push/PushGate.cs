namespace Troupe.Server.Push;

/// <summary>Counts open subscriptions. Thread-safe.</summary>
internal sealed class PushGate
{
    private int _open;

    /// <summary>Takes a place; dispose it to give it back. Null when there is none.</summary>
    /// <param name="most">How many there are.</param>
    public IDisposable? TryEnter(int most)
    {
        if (Interlocked.Increment(ref _open) <= most)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _open);
        return null;
    }

    private sealed class Place(PushGate gate) : IDisposable
    {
        private PushGate? _gate = gate;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gate, value: null) is { } entered)
            {
                Interlocked.Decrement(ref entered._open);
            }
        }
    }
}
