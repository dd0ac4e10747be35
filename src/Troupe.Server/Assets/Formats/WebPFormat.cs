using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats;

/// <summary>Pictures as WebP (RFC 9649), still ones: the container, and the sizes in its headers.</summary>
internal sealed class WebPFormat() : AssetFormat("WebP", AssetKind.Image, ".webp", "image/webp")
{
    private const int Animated = 0x02;

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.ImageBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, Name);
        Riff.Header(reader, "WEBP");
        (int Width, int Height)? canvas = null;
        (int Width, int Height)? picture = null;
        while (reader.Left > 0)
        {
            var (type, bytes) = Riff.Chunk(reader);
            var header = new byte[Math.Min(bytes, 10)];
            reader.Read(header);
            reader.Skip(bytes - header.Length + (bytes & 1));
            switch (type)
            {
                case "VP8X" when canvas is null && picture is null && header.Length == 10:
                    canvas = (header[0] & Animated) == 0
                        ? (1 + (header[4] | (header[5] << 8) | (header[6] << 16)), 1 + (header[7] | (header[8] << 8) | (header[9] << 16)))
                        : throw reader.Broken("is animated; only still pictures are kept");
                    break;
                case "VP8 " or "VP8L" when picture is null:
                    picture = (type == "VP8 " ? Lossy(header) : Lossless(header)) ?? throw reader.Broken("has a picture that does not begin as one");
                    break;
                case "VP8X" or "VP8 " or "VP8L" or "ANIM" or "ANMF":
                    throw reader.Broken($"has a chunk {type.Trim()} where none belongs");
                default:
                    break;
            }
        }

        var (width, height) = picture ?? throw reader.Broken("has no picture");
        limits.CheckPicture(Name, width, height);
        return canvas is null || canvas == picture ? new AssetFacts { Width = width, Height = height } : throw reader.Broken("has a picture of another size than its canvas");
    }

    // RFC 6386, section 9.1: a key frame, its start code, and two numbers of 14 bits.
    private static (int Width, int Height)? Lossy(ReadOnlySpan<byte> header) =>
        header.Length == 10 && (header[0] & 1) == 0 && header[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & 0x3FFF)
            : null;

    // RFC 9649, section 3.4: a signature, and two numbers of 14 bits that are one less.
    private static (int Width, int Height)? Lossless(ReadOnlySpan<byte> header)
    {
        if (header.Length < 5 || header[0] != 0x2F)
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        return bits >> 29 == 0 ? ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : null;
    }
}
