using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats;

/// <summary>Sound as Opus (RFC 7845) or Vorbis in Ogg (RFC 3533): every page with its check, one stream.</summary>
internal sealed class OggFormat() : AssetFormat("Ogg", AssetKind.Audio, ".ogg", "audio/ogg", "application/ogg", "audio/opus")
{
    private const int OpusRate = 48_000;

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("OggS"u8);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.AudioBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, Name);
        var (pages, rate, serial, last) = (0u, 0u, 0u, 0L);
        var header = new byte[27];
        var body = new byte[255 + (255 * 255)];
        while (reader.Left > 0)
        {
            reader.Read(header);
            var isFirst = (header[5] & 2) != 0;
            if (!header.AsSpan(0, 4).SequenceEqual("OggS"u8) || header[4] != 0 || isFirst != (pages == 0))
            {
                throw reader.Broken("has a page that does not begin as one");
            }

            var stream = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14));
            if ((pages > 0 && stream != serial) || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(18)) != pages)
            {
                throw reader.Broken("has pages of several streams, or out of order");
            }

            var content = Content(reader, header, body);
            rate = pages == 0 ? RateOf(content) ?? throw reader.Broken("has sound that is neither Opus nor Vorbis") : rate;
            last = Math.Max(last, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(6)));
            (serial, pages) = (stream, pages + 1);
        }

        return pages > 1 ? new AssetFacts { Seconds = last / (double)rate } : throw reader.Broken("has a head and no sound");
    }

    private static ReadOnlySpan<byte> Content(FormatReader reader, byte[] header, byte[] body)
    {
        var segments = body.AsSpan(0, header[26]);
        reader.Read(segments);
        var length = 0;
        foreach (var segment in segments)
        {
            length += segment;
        }

        var content = body.AsSpan(segments.Length, length);
        reader.Read(content);
        var check = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22));
        header.AsSpan(22, 4).Clear();
        return Crc.OfOgg(Crc.OfOgg(0, header), body.AsSpan(0, segments.Length + length)) == check
            ? content
            : throw reader.Broken("is damaged: the check of a page does not fit");
    }

    private static uint? RateOf(ReadOnlySpan<byte> head) =>
        head.Length >= 19 && head.StartsWith("OpusHead"u8) ? OpusRate
        : head.Length >= 30 && head.StartsWith("\u0001vorbis"u8) && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) is >= 8000 and <= 192_000 and var rate ? rate
        : null;
}
