using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>A picture as KTX 2.0 (Khronos specification, section 3): its header and the index of its levels; the pixels are not decoded.</summary>
internal static class Ktx2Picture
{
    /// <summary>Most bytes of a pixel: four numbers of 32 bits.</summary>
    private const int PixelBytes = 16;

    // Blocks of compressed formats have a side of up to 12 pixels (ASTC), to which the smallest levels are filled up.
    private const int BlockSide = 12;

    private static ReadOnlySpan<byte> Identifier => [0xAB, (byte)'K', (byte)'T', (byte)'X', (byte)' ', (byte)'2', (byte)'0', 0xBB, 13, 10, 0x1A, 10];

    /// <summary>Checks a picture.</summary>
    /// <param name="file">The picture.</param>
    /// <param name="length">Its length.</param>
    /// <param name="limits">What is allowed.</param>
    /// <returns>Its size in pixels.</returns>
    /// <exception cref="AssetException">It is broken, no flat picture, or larger than allowed.</exception>
    public static (int Width, int Height) Check(Stream file, long length, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, "KTX2");
        if (!reader.Take(Identifier.Length).SequenceEqual(Identifier))
        {
            throw reader.Broken("does not begin as one");
        }

        reader.Skip(8);
        var (width, height, depth) = (reader.Number(), reader.Number(), reader.Number());
        var (layers, faces, levels) = (reader.Number(), reader.Number(), reader.Number());
        limits.CheckPicture("KTX2", width, height);
        if (depth > 0 || layers > 1 || faces != 1)
        {
            throw reader.Broken($"is no flat picture: depth {depth}, {layers} layers, {faces} faces");
        }

        if (levels > 1 + Math.ILogB(Math.Max(width, height)))
        {
            throw reader.Broken($"has {levels} levels for {width} x {height} pixels");
        }

        // How it is packed, and where its description, its notes and its tables are.
        reader.Skip(4 + 32);
        for (var level = 0; level < Math.Max(1, levels); level++)
        {
            Level(reader, length, Filled(width >> level) * Filled(height >> level) * PixelBytes, level);
        }

        return ((int)width, (int)height);
    }

    private static long Filled(uint side) => (Math.Max(1, side) + BlockSide - 1L) / BlockSide * BlockSide;

    private static void Level(FormatReader reader, long length, long most, int level)
    {
        var fields = reader.Take(16);
        var (offset, bytes) = (BinaryPrimitives.ReadUInt64LittleEndian(fields), BinaryPrimitives.ReadUInt64LittleEndian(fields[8..]));
        var unpacked = BinaryPrimitives.ReadUInt64LittleEndian(reader.Take(8));
        if (bytes == 0 || offset > (ulong)length || bytes > (ulong)length - offset)
        {
            throw reader.Broken($"has a level {level} that is not inside of it");
        }

        if (unpacked > (ulong)most)
        {
            throw reader.Broken($"has a level {level} that unpacks to {unpacked} bytes, and its size needs {most} at most");
        }
    }
}
