using System.Threading.Channels;

namespace Troupe.Server.Delivery;

/// <summary>Where one socket stands in the outbox. Its state belongs to the outbox; the socket only waits on it.</summary>
internal sealed class OutboxCursor
{
    // Full-mode DropWrite: one pending wake-up is as good as many.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Never disposed: it holds neither a timer nor a handle.
    private readonly CancellationTokenSource _overrun = new();

    /// <summary>The position of the last frame that the socket took or need not take.</summary>
    internal long Taken { get; set; }

    /// <summary>Speech of older epochs is left out.</summary>
    internal uint FirstEpoch { get; init; }

    /// <summary>Cancelled when a frame after <see cref="Taken"/> was thrown away: a send that waits for the client is pointless then.</summary>
    public CancellationToken Overrun => _overrun.Token;

    /// <summary>Waits until there may be something to read.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _wake.Reader.ReadAsync(cancellationToken);

    /// <summary>Marks the cursor as overrun. Callbacks run elsewhere, not under the outbox's lock.</summary>
    internal void Lose() => _ = _overrun.CancelAsync();

    /// <summary>Ends a wait, or the next one.</summary>
    internal void Wake() => _wake.Writer.TryWrite(true);
}
