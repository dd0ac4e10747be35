using Microsoft.Extensions.Options;

namespace Troupe.Server.Delivery;

/// <summary>Counts open WebSockets and lets in no more than <see cref="DeliveryOptions.MaxSockets"/>. Thread-safe.</summary>
internal sealed class SocketGate(IOptions<DeliveryOptions> options, DeliveryMetrics metrics)
{
    private int _open;

    /// <summary>Takes a place; dispose it to give it back. Null when there is none.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _open) > options.Value.MaxSockets)
        {
            Interlocked.Decrement(ref _open);
            metrics.SocketRefused();
            return null;
        }

        metrics.SocketOpened();
        return new Place(this);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _open);
        metrics.SocketClosed();
    }

    private sealed class Place(SocketGate gate) : IDisposable
    {
        private SocketGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, value: null)?.Leave();
    }
}
