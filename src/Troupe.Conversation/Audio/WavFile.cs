using System.Buffers.Binary;

namespace Troupe.Conversation.Audio;

/// <summary>The sound of a WAV file of PCM16. It knows the bytes only; opening files is the caller's.</summary>
/// <param name="Format">Its rate.</param>
/// <param name="Samples">Mono; two channels are averaged when read.</param>
public sealed record WavFile(AudioFormat Format, ReadOnlyMemory<short> Samples)
{
    private const int HeaderBytes = 44;
    private const ushort PcmTag = 1;
    private const ushort ExtensibleTag = 0xFFFE;

    /// <summary>How long it sounds.</summary>
    public TimeSpan Duration => Format.Duration(Samples.Length);

    /// <summary>Reads a file: RIFF/WAVE, PCM16, mono or stereo, any rate. Chunks other than the format and the first data are passed over, and data that the file cuts short is read as far as it goes.</summary>
    /// <exception cref="FormatException">It is not such a file; the message says why.</exception>
    public static WavFile Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw new FormatException("This is not a WAV file: it does not begin with RIFF and WAVE.");
        }

        var rest = file[12..];
        (int Rate, int Channels)? format = null;
        while (rest.Length >= 8)
        {
            var name = rest[..4];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var body = rest[8..Math.Min(rest.Length, (int)Math.Min(int.MaxValue, 8L + length))];
            if (name.SequenceEqual("fmt "u8))
            {
                format = ReadFormat(body);
            }
            else if (name.SequenceEqual("data"u8))
            {
                var (rate, channels) = format ?? throw new FormatException("The WAV file has its data before its format.");
                return new WavFile(new AudioFormat(rate), Mix(body, channels));
            }

            // Chunks begin at even places.
            var next = 8L + length + (length & 1);
            rest = next >= rest.Length ? [] : rest[(int)next..];
        }

        throw new FormatException("The WAV file holds no data.");
    }

    /// <summary>The file: a header of 44 bytes and the samples.</summary>
    public byte[] ToBytes()
    {
        var file = new byte[HeaderBytes + (2 * Samples.Length)];
        var span = file.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(span[20..], PcmTag);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], Format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], Format.SampleRate * 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], 2 * Samples.Length);
        Pcm.ToBytes(Samples.Span, span[HeaderBytes..]);
        return file;
    }

    private static (int Rate, int Channels) ReadFormat(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
        {
            throw new FormatException("The WAV file's format is cut short.");
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == ExtensibleTag && chunk.Length >= 26)
        {
            // The sub-format is a GUID that begins with the plain tag.
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag != PcmTag || bits != 16)
        {
            throw new FormatException($"The WAV file holds {bits} bits of encoding {tag}; only PCM of 16 bits (encoding 1) is read.");
        }

        if (channels is not (1 or 2))
        {
            throw new FormatException($"The WAV file has {channels} channels; only 1 or 2 are read.");
        }

        if (rate is < 1_000 or > 384_000)
        {
            throw new FormatException($"The WAV file has a rate of {rate} Hz.");
        }

        return ((int)rate, channels);
    }

    private static short[] Mix(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new short[data.Length / (2 * channels)];
        for (var i = 0; i < samples.Length; i++)
        {
            var first = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * channels * i)..]);
            samples[i] = channels == 1 ? first : (short)((first + BinaryPrimitives.ReadInt16LittleEndian(data[((4 * i) + 2)..])) / 2);
        }

        return samples;
    }
}
