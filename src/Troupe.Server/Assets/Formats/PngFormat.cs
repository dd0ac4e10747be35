using System.Buffers.Binary;
using System.IO.Compression;

namespace Troupe.Server.Assets.Formats;

/// <summary>Pictures as PNG (W3C PNG, third edition), still ones. Pixels are unpacked and counted against the size that the header tells; nothing is kept of them.</summary>
internal sealed class PngFormat() : AssetFormat("PNG", AssetKind.Image, ".png", "image/png")
{
    /// <summary>Most unpacked bytes of texts and colour profiles.</summary>
    private const int MostBeside = 4 * 1024 * 1024;

    private static readonly (int X, int Y, int EveryX, int EveryY)[] Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.ImageBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, Name);
        if (!reader.Take(8).SequenceEqual(Signature))
        {
            throw reader.Broken("does not begin as PNG");
        }

        var chunks = new PngChunks(reader);
        var (width, height, expected, needsPalette) = Header(chunks, reader, limits);
        var (hasPalette, beside) = (false, 0);
        chunks.Next();
        while (chunks.Type != "IDAT")
        {
            hasPalette |= chunks.Type == "PLTE";
            beside = Beside(chunks, reader, beside);
            chunks.Next();
        }

        if (needsPalette && !hasPalette)
        {
            throw reader.Broken("has pixels of a palette, and no palette before them");
        }

        Pixels(chunks, reader, expected);
        while (chunks.Type != "IEND")
        {
            beside = Beside(chunks, reader, beside);
            chunks.Next();
        }

        chunks.End();
        return reader.Left == 0
            ? new AssetFacts { Width = width, Height = height }
            : throw reader.Broken($"has {reader.Left} bytes behind its end");
    }

    private static (int Width, int Height, long Expected, bool NeedsPalette) Header(PngChunks chunks, FormatReader reader, FormatOptions limits)
    {
        chunks.Next();
        Span<byte> header = stackalloc byte[13];
        if (chunks.Type != "IHDR" || chunks.Left != header.Length)
        {
            throw reader.Broken("does not begin with a header");
        }

        chunks.Read(header);
        chunks.End();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        limits.CheckPicture("PNG", width, height);
        var (depth, color, interlaced) = (header[8], header[9], header[12] == 1);
        var channels = color switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        var fits = color switch { 0 => depth is 1 or 2 or 4 or 8 or 16, 3 => depth is 1 or 2 or 4 or 8, _ => depth is 8 or 16 };
        return channels > 0 && fits && header[10] == 0 && header[11] == 0 && header[12] <= 1
            ? ((int)width, (int)height, Unpacked(width, height, depth * channels, interlaced), color == 3)
            : throw reader.Broken($"has a header that means nothing: colour {color}, depth {depth}, compression {header[10]}, filter {header[11]}, interlace {header[12]}");
    }

    // A byte for the filter, and then whole bytes for each row (W3C PNG, sections 7.2 and 8).
    private static long Unpacked(long width, long height, int bits, bool interlaced) => interlaced
        ? Adam7.Sum(pass => Unpacked((width - pass.X + pass.EveryX - 1) / pass.EveryX, (height - pass.Y + pass.EveryY - 1) / pass.EveryY, bits, interlaced: false))
        : width > 0 && height > 0 ? height * (1 + (((width * bits) + 7) / 8)) : 0;

    private static void Pixels(PngChunks chunks, FormatReader reader, long expected)
    {
        using var packed = new PngPixels(chunks);
        var unpacked = Count(packed, expected, reader);
        if (unpacked != expected)
        {
            throw reader.Broken(unpacked > expected ? $"unpacks to more than the {expected} bytes that its size needs" : $"unpacks to {unpacked} bytes, and its size needs {expected}");
        }

        // What is behind the end of the packed pixels belongs to chunks that are checked all the same.
        Span<byte> waste = stackalloc byte[4096];
        while (packed.Read(waste) > 0)
        {
        }
    }

    // Counts unpacked bytes up to one more than wanted.
    private static long Count(Stream packed, long most, FormatReader reader)
    {
        using var unpacking = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> waste = stackalloc byte[16 * 1024];
        var count = 0L;
        try
        {
            while (count <= most && unpacking.Read(waste) is > 0 and var read)
            {
                count += read;
            }
        }
        catch (InvalidDataException)
        {
            throw reader.Broken("is damaged: what is packed in it cannot be unpacked");
        }

        return count;
    }

    // Texts and profiles are packed too, and unpacked by whoever shows the picture.
    private static int Beside(PngChunks chunks, FormatReader reader, int before)
    {
        if (chunks.Type is "acTL" or "fcTL" or "fdAT")
        {
            throw reader.Broken("is animated; only still pictures are kept");
        }

        if (char.IsUpper(chunks.Type[0]) && chunks.Type != "PLTE")
        {
            throw reader.Broken($"has a chunk {chunks.Type} where none belongs");
        }

        if (chunks.Type is not ("iCCP" or "zTXt" or "iTXt"))
        {
            chunks.End();
            return before;
        }

        if (chunks.Left > MostBeside)
        {
            throw AssetException.TooLarge($"The PNG has a chunk {chunks.Type} of {chunks.Left} bytes; {MostBeside} are allowed.", MostBeside);
        }

        var content = new byte[chunks.Left];
        chunks.Read(content);
        chunks.End();
        var packed = Packed(content, chunks.Type);
        var count = before + (int)Count(new MemoryStream(content, packed, content.Length - packed, writable: false), MostBeside - before, reader);
        return count <= MostBeside ? count : throw AssetException.TooLarge($"The texts and profiles of the PNG unpack to more than {MostBeside} bytes.", MostBeside);
    }

    // Where the packed part begins: behind a name and the method, and in iTXt a flag, a language and a translated name.
    private static int Packed(ReadOnlySpan<byte> content, string type)
    {
        var at = content.IndexOf((byte)0) + 1;
        if (at == 0 || at + 2 > content.Length)
        {
            return content.Length;
        }

        if (type != "iTXt")
        {
            return at + 1;
        }

        if (content[at] != 1)
        {
            return content.Length;
        }

        at += 2;
        for (var text = 0; text < 2; text++)
        {
            var end = content[at..].IndexOf((byte)0);
            if (end < 0)
            {
                return content.Length;
            }

            at += end + 1;
        }

        return at;
    }
}
