namespace Troupe.Server.Delivery;

/// <summary>A frame on its way to the client, kept for a while after it was sent.</summary>
/// <param name="Seq">Position in the session's outbound stream.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Epoch">Epoch of speech; 0 for facts.</param>
/// <param name="Frame">The frame as it goes over the wire; never changed.</param>
/// <param name="AddedAt">Timestamp of the clock when it was added.</param>
internal readonly record struct OutboxEntry(long Seq, OutboxKind Kind, uint Epoch, ReadOnlyMemory<byte> Frame, long AddedAt)
{
    /// <summary>Whether an interruption makes it pointless.</summary>
    public bool IsInterruptible => Kind is not OutboxKind.Fact;
}

/// <summary>What a frame holds.</summary>
internal enum OutboxKind
{
    /// <summary>A message that is never dropped.</summary>
    Fact,

    /// <summary>A piece of timed performance, pointless once its epoch was interrupted.</summary>
    Performance,

    /// <summary>A packet of speech, pointless once its epoch was interrupted.</summary>
    Audio,
}

/// <summary>What reading from the outbox gave.</summary>
internal enum OutboxRead
{
    /// <summary>A frame.</summary>
    Frame,

    /// <summary>Nothing yet.</summary>
    Empty,

    /// <summary>Everything was read and nothing will follow.</summary>
    Ended,

    /// <summary>Another socket reads here; this one gets nothing more.</summary>
    Replaced,

    /// <summary>A frame was thrown away before this socket took it: its client reads too slowly.</summary>
    Overrun,
}
