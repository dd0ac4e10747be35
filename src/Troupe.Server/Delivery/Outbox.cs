using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Troupe.Contracts;
using Troupe.Conversation.Playout;

namespace Troupe.Server.Delivery;

/// <summary>
/// Everything a session sends, numbered, and kept for a client that comes back. Thread-safe; adding never waits.
/// </summary>
/// <remarks>
/// One socket reads at a time; the next one to attach replaces it. Frames are kept for <see cref="DeliveryOptions.Retention"/> after a socket took them,
/// and as long as no socket reads; never more than <see cref="DeliveryOptions.RetainedBytes"/>: full-mode drop oldest, which a reader notices.
/// An interruption throws away the speech of its epoch, sent or not. <see cref="SessionEnded"/> is the last frame; what is added after it is ignored.
/// </remarks>
internal sealed class Outbox(DeliveryOptions options, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OutboxShelf _shelf = new();
    private readonly long _startedAt = time.GetTimestamp();
    private ITimer? _aging;
    private OutboxCursor? _cursor;
    private long _lastSeq;
    private long _lostThrough;
    private uint _interruptedThrough;

    /// <summary>Why the session ended, once it has.</summary>
    public SessionEndReason? EndReason { get; private set; }

    /// <summary>Bytes of the frames that are kept.</summary>
    public long RetainedBytes
    {
        get
        {
            lock (_gate)
            {
                return _shelf.Bytes;
            }
        }
    }

    /// <summary>Adds a message under the next number; the session's age is written into one that has no time of its own.</summary>
    public void Add(ServerMessage message)
    {
        lock (_gate)
        {
            if (EndReason is not null)
            {
                return;
            }

            var (kind, epoch) = message is SpeechDelta delta ? (OutboxKind.Performance, delta.Epoch) : (OutboxKind.Fact, 0u);
            if (kind is OutboxKind.Performance && epoch <= _interruptedThrough)
            {
                return;
            }

            switch (message)
            {
                case TurnInterrupted interrupted:
                    _interruptedThrough = Math.Max(_interruptedThrough, interrupted.Epoch);
                    _shelf.RemoveSpeechThrough(_interruptedThrough);
                    break;
                case SessionEnded ended:
                    EndReason = ended.Reason;
                    break;
            }

            var at = message.At > 0 ? message.At : Math.Round(time.GetElapsedTime(_startedAt).TotalMilliseconds, 3);
            Keep(kind, epoch, Wire.Write(message with { Seq = ++_lastSeq, At = at }));
        }
    }

    /// <summary>Adds speech under the next number.</summary>
    public void Add(in SpeechPacket packet)
    {
        lock (_gate)
        {
            if (EndReason is not null || packet.Epoch.Value <= _interruptedThrough)
            {
                return;
            }

            var frame = new byte[AudioPacket.HeaderBytes + (packet.Samples.Length * sizeof(short))];
            new AudioPacket(AudioPacketKind.Speech, packet.Epoch.Value, packet.Utterance, checked((uint)packet.Offset), ++_lastSeq, packet.IsLast).Write(frame);
            WriteSamples(packet.Samples.Span, frame.AsSpan(AudioPacket.HeaderBytes));
            Keep(OutboxKind.Audio, packet.Epoch.Value, frame);
        }
    }

    /// <summary>Makes a socket the reader, from after a position on, in place of the one before it.</summary>
    /// <param name="after">The last position that its client has received.</param>
    /// <param name="epoch">The newest epoch that its client has seen; older speech is left out.</param>
    /// <returns>The reader's place, or null when something after the position is no longer kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position was never sent.</exception>
    public OutboxCursor? TryAttach(long after, uint epoch)
    {
        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(after);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(after, _lastSeq);
            if (after < _lostThrough)
            {
                return null;
            }

            var replaced = _cursor;
            _cursor = new OutboxCursor { Taken = after, FirstEpoch = epoch };
            replaced?.Wake();
            _cursor.Wake();
            return _cursor;
        }
    }

    /// <summary>Says that a socket reads no more.</summary>
    /// <returns>False when another socket has replaced it.</returns>
    public bool Detach(OutboxCursor cursor)
    {
        lock (_gate)
        {
            if (_cursor != cursor)
            {
                return false;
            }

            _cursor = null;
            return true;
        }
    }

    /// <summary>Takes the next frame for a socket.</summary>
    public OutboxRead TryTake(OutboxCursor cursor, out OutboxEntry entry)
    {
        lock (_gate)
        {
            entry = default;
            if (_cursor != cursor)
            {
                return OutboxRead.Replaced;
            }

            if (cursor.Overrun.IsCancellationRequested)
            {
                return OutboxRead.Overrun;
            }

            while (_shelf.TryGetAfter(cursor.Taken, out entry))
            {
                cursor.Taken = entry.Seq;
                if (!entry.IsInterruptible || entry.Epoch >= cursor.FirstEpoch)
                {
                    return OutboxRead.Frame;
                }
            }

            return EndReason is null ? OutboxRead.Empty : OutboxRead.Ended;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _aging?.Dispose();
            _aging = null;
        }
    }

    private void Keep(OutboxKind kind, uint epoch, byte[] frame)
    {
        _shelf.Add(new OutboxEntry(_lastSeq, kind, epoch, frame, time.GetTimestamp()));
        while (_shelf.Bytes > options.RetainedBytes && _shelf.TryRemoveOldest(out var lost))
        {
            Lose(lost);
        }

        _aging ??= time.CreateTimer(_ => Age(), state: null, options.Retention, options.Retention / 4);
        _cursor?.Wake();
    }

    private void Lose(in OutboxEntry entry)
    {
        _lostThrough = entry.Seq;
        if (_cursor is not null && entry.Seq > _cursor.Taken)
        {
            _cursor.Lose();
        }
    }

    private void Age()
    {
        lock (_gate)
        {
            // Without a reader nothing grows old: the client that is away will ask for all of it.
            while (_cursor is not null && _shelf.TryPeekOldest(out var oldest)
                && oldest.Seq <= _cursor.Taken && time.GetElapsedTime(oldest.AddedAt) >= options.Retention)
            {
                _shelf.TryRemoveOldest(out _);
                _lostThrough = oldest.Seq;
            }

            if (_shelf.IsEmpty)
            {
                _aging?.Dispose();
                _aging = null;
            }
        }
    }

    private static void WriteSamples(ReadOnlySpan<short> samples, Span<byte> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(destination);
            return;
        }

        for (var index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(destination[(index * sizeof(short))..], samples[index]);
        }
    }
}
