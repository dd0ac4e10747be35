namespace Troupe.Server.Assets.Formats;

/// <summary>Sound as MP3: MPEG-1, -2 or -2.5, layer III (ISO/IEC 11172-3 and 13818-3), every frame's header, with tags before and behind.</summary>
internal sealed class Mp3Format() : AssetFormat("MP3", AssetKind.Audio, ".mp3", "audio/mpeg", "audio/mp3")
{
    private static readonly int[] Rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Frequencies = [44_100, 48_000, 32_000];

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("ID3"u8) || (head.Length >= 4 && Frame.Read(head) is not null);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.AudioBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, Name);
        var (frames, frequency, seconds) = (0, 0, 0.0);
        while (reader.Left >= 4)
        {
            var head = reader.Take(4);
            if (head.StartsWith("ID3"u8) && frames == 0)
            {
                Tag(reader);
            }
            else if (frames > 1 && ((head.StartsWith("TAG"u8) && reader.Left == 124) || head.SequenceEqual("APET"u8)))
            {
                reader.Skip(reader.Left);
            }
            else if (Frame.Read(head) is { } frame && (frames == 0 || frame.Frequency == frequency))
            {
                reader.Skip(frame.Bytes - 4);
                (frames, frequency, seconds) = (frames + 1, frame.Frequency, seconds + frame.Seconds);
            }
            else
            {
                throw reader.Broken(frames == 0 ? "has no sound where it should begin" : $"has something that is no sound behind frame {frames}");
            }
        }

        return frames > 1 && reader.Left == 0 ? new AssetFacts { Seconds = seconds } : throw reader.Broken("has no whole sound");
    }

    // ID3v2: 10 bytes, the last 4 of which have 7 bits each of the length (https://id3.org/id3v2.4.0-structure).
    private static void Tag(FormatReader reader)
    {
        var rest = reader.Take(6);
        var footer = (rest[1] & 0x10) != 0 ? 10 : 0;
        reader.Skip(((rest[2] & 0x7F) << 21 | (rest[3] & 0x7F) << 14 | (rest[4] & 0x7F) << 7 | (rest[5] & 0x7F)) + footer);
    }

    private readonly record struct Frame(int Bytes, int Frequency, double Seconds)
    {
        public static Frame? Read(ReadOnlySpan<byte> head)
        {
            var (version, layer, rate, frequency) = ((head[1] >> 3) & 3, (head[1] >> 1) & 3, head[2] >> 4, (head[2] >> 2) & 3);
            if (head[0] != 0xFF || (head[1] & 0xE0) != 0xE0 || version == 1 || layer != 1 || rate is 0 or 15 || frequency == 3)
            {
                return null;
            }

            var (samples, rates) = version == 3 ? (1152, Rates1) : (576, Rates2);
            var hertz = Frequencies[frequency] / (version == 3 ? 1 : version == 2 ? 2 : 4);
            return new Frame((samples / 8 * rates[rate] * 1000 / hertz) + ((head[2] >> 1) & 1), hertz, samples / (double)hertz);
        }
    }
}
