using System.Buffers.Binary;
using System.IO.Compression;

namespace Troupe.Cli.Rigs;

/// <summary>Writes pictures as PNG (W3C recommendation, second edition): 8 bits for each of red, green and blue, no filter.</summary>
internal static class PngFile
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(number => Enumerable.Range(0, 8).Aggregate((uint)number, (rest, _) => (rest & 1) == 1 ? (rest >> 1) ^ 0xEDB88320 : rest >> 1))];

    /// <summary>Writes a picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="pixels">Red, green and blue of each pixel, row by row from above.</param>
    public static void Write(string path, int width, ReadOnlySpan<byte> pixels)
    {
        using var file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var height = pixels.Length / (3 * width);
        Span<byte> header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        Chunk(file, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                packer.WriteByte(0);
                packer.Write(pixels.Slice(row * 3 * width, 3 * width));
            }
        }

        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
    }

    private static void Chunk(FileStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, type), content));
        file.Write(number);
    }

    private static uint Check(uint rest, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            rest = Remainders[(rest ^ one) & 255] ^ (rest >> 8);
        }

        return rest;
    }
}
