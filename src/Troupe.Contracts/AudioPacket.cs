using System.Buffers.Binary;

namespace Troupe.Contracts;

/// <summary>
/// The header of a binary frame; the samples (PCM16, mono, little-endian) follow it.
/// </summary>
/// <remarks>
/// 24 bytes, little-endian: kind (1), flags (1), reserved (2), epoch (4), utterance (4), offset in samples (4), seq (8).
/// The offset counts from the utterance's first sample, or from the first sample after the session started for the microphone.
/// The client sets epoch, utterance and seq to zero.
/// </remarks>
/// <param name="Kind">Whose audio it is.</param>
/// <param name="Epoch">Epoch of the utterance.</param>
/// <param name="Utterance">The utterance.</param>
/// <param name="Offset">Position of the first sample.</param>
/// <param name="Seq">Position in the outbound stream, shared with <see cref="ServerMessage.Seq"/>.</param>
/// <param name="Last">Whether the utterance ends with this packet.</param>
public readonly record struct AudioPacket(AudioPacketKind Kind, uint Epoch, uint Utterance, uint Offset, long Seq, bool Last)
{
    /// <summary>Bytes before the samples.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Writes the header.</summary>
    /// <param name="destination">At least <see cref="HeaderBytes"/> long.</param>
    public void Write(Span<byte> destination)
    {
        destination[0] = (byte)Kind;
        destination[1] = Last ? (byte)1 : (byte)0;
        destination[2] = 0;
        destination[3] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Utterance);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Seq);
    }

    /// <summary>Reads a header; false when the frame is too short, of unknown kind, or holds half a sample.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out AudioPacket packet, out ReadOnlySpan<byte> samples)
    {
        packet = default;
        samples = default;
        if (frame.Length < HeaderBytes || frame[0] is not (1 or 2) || (frame.Length - HeaderBytes) % 2 != 0)
        {
            return false;
        }

        packet = new AudioPacket(
            (AudioPacketKind)frame[0],
            BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(frame[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(frame[16..]),
            (frame[1] & 1) != 0);
        samples = frame[HeaderBytes..];
        return true;
    }
}

/// <summary>Whose audio a packet carries.</summary>
public enum AudioPacketKind : byte
{
    /// <summary>The presenter's, from the server.</summary>
    Speech = 1,

    /// <summary>The person's, from the client.</summary>
    Microphone = 2,
}
