using System.Threading.Channels;

namespace Troupe.Server.Delivery;

/// <summary>Where one socket stands in the outbox. Its state belongs to the outbox; the socket only waits on it.</summary>
internal sealed class OutboxCursor
{
    // Full-mode DropWrite: one pending wake-up is as good as many.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>The position of the last frame that the socket took or need not take.</summary>
    internal long Taken { get; set; }

    /// <summary>Speech of older epochs is left out.</summary>
    internal uint FirstEpoch { get; init; }

    /// <summary>Whether a frame after <see cref="Taken"/> was thrown away.</summary>
    internal bool Overrun { get; set; }

    /// <summary>Waits until there may be something to read.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Ends a wait, or the next one.</summary>
    internal void Wake() => _wake.Writer.TryWrite(true);
}
