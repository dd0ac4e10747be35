using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Troupe.Server.Delivery;

/// <summary>
/// Puts microphone packets into one stream without gaps or doubles, by the position that each carries. Not thread-safe.
/// </summary>
/// <remarks>
/// What was received before (a client that resumes repeats some) is cut off. A short gap becomes silence, so that sound keeps its place in time;
/// after a long one, as after a microphone that was closed, the stream goes on at the new position.
/// </remarks>
/// <param name="sampleRate">Hertz.</param>
internal sealed class MicrophoneStream(int sampleRate)
{
    /// <summary>The longest gap that is filled: 1 s, beyond which a pause is a pause.</summary>
    private readonly int _longestFill = sampleRate;

    /// <summary>Samples up to which the stream is complete; the client continues from here after a lost socket.</summary>
    public long Position { get; private set; }

    /// <summary>Takes a packet.</summary>
    /// <param name="offset">Position of its first sample.</param>
    /// <param name="bytes">PCM16, little-endian, whole samples.</param>
    /// <returns>The samples that follow the previous ones, silence for a gap included; empty for a repetition.</returns>
    public short[] Take(uint offset, ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length / sizeof(short);
        var repeated = (int)Math.Min(Math.Max(Position - offset, 0), count);
        if (repeated == count)
        {
            return [];
        }

        var gap = Math.Max(offset - Position, 0);
        var silence = gap <= _longestFill ? (int)gap : 0;
        var samples = new short[silence + count - repeated];
        Read(bytes[(repeated * sizeof(short))..], samples.AsSpan(silence));
        Position = offset + (long)count;
        return samples;
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<short> samples)
    {
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(samples));
            return;
        }

        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(index * sizeof(short))..]);
        }
    }
}
