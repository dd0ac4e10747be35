using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Troupe.Server.Tests.Assets.Formats;

/// <summary>Small files of every format that is kept, made here. Their checks are computed bit by bit, as the standards define them.</summary>
internal static class Samples
{
    public const string Rig = """{"version":1,"name":"Mia","size":[100,120],"colors":{"skin":"#ffccaa"},"drivers":{"PP":{"mouth":1}},"layers":[{"paint":"skin"}]}""";

    public const string Svg = """<svg width="20" height="10" xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="sky"><stop offset="0" stop-color="#09f"/></linearGradient></defs><rect width="20" height="10" fill="url(#sky)"/></svg>""";

    // A lossy and a lossless picture of one pixel.
    private const string LossyWebP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
    private const string LosslessWebP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    /// <summary>Every sample with its media type.</summary>
    public static IReadOnlyList<(string MediaType, byte[] Bytes)> All { get; } =
    [
        ("image/png", Png(5, 4)), ("image/webp", Convert.FromBase64String(LossyWebP)), ("image/webp", Convert.FromBase64String(LosslessWebP)), ("model/gltf-binary", Glb()), ("audio/wav", Wav(100)),
        ("audio/ogg", Ogg()), ("audio/mpeg", Mp3(4)), ("application/json", Encoding.UTF8.GetBytes(Rig)), ("image/svg+xml", Encoding.UTF8.GetBytes(Svg)),
    ];

    /// <summary>A PNG of 8 bits for red, green and blue.</summary>
    /// <param name="width">What its header says.</param>
    /// <param name="height">What its header says.</param>
    /// <param name="unpacked">Bytes that its pixels unpack to; null for what the header needs.</param>
    /// <param name="beside">Chunks before the pixels.</param>
    public static byte[] Png(int width, int height, long? unpacked = null, params (string Type, byte[] Content)[] beside)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(file, "IHDR", header);
        foreach (var (type, content) in beside)
        {
            Chunk(file, type, content);
        }

        Chunk(file, "IDAT", Packed(unpacked ?? (height * (1L + (3 * width)))));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Zeros, packed.</summary>
    public static byte[] Packed(long zeros)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zero = new byte[64 * 1024];
            for (; zeros > 0; zeros -= zero.Length)
            {
                packing.Write(zero, 0, (int)Math.Min(zeros, zero.Length));
            }
        }

        return packed.ToArray();
    }

    /// <summary>A GLB of one triangle.</summary>
    public static byte[] Glb(string? json = null, int binary = 36)
    {
        json ??= """
            {"asset":{"version":"2.0"},"buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],
            "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"nodes":[{"mesh":0,"children":[1]},{}]}
            """;
        var text = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 3) / 4 * 4));
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("glTF"u8);
        writer.Write(2);
        writer.Write(12 + 8 + text.Length + 8 + binary);
        writer.Write(text.Length);
        writer.Write("JSON"u8);
        writer.Write(text);
        writer.Write(binary);
        writer.Write("BIN\0"u8);
        writer.Write(new byte[binary]);
        return file.ToArray();
    }

    /// <summary>A WAV of 16 bits, 8 kHz, one channel.</summary>
    public static byte[] Wav(int samples)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(16_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples);
        writer.Write(new byte[2 * samples]);
        return file.ToArray();
    }

    /// <summary>Half a second of Opus, as far as pages tell.</summary>
    public static byte[] Ogg() =>
    [
        .. Page(2, 0, 0, [.. "OpusHead"u8, 1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0]),
        .. Page(0, 0, 1, [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0]),
        .. Page(4, 24_000, 2, [0xF8, 0xFF, 0xFE]),
    ];

    /// <summary>Frames of MPEG-1, layer III, 128 kbit/s, 44.1 kHz, behind an empty tag.</summary>
    public static byte[] Mp3(int frames) =>
        [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, frames).SelectMany(_ => (byte[])[0xFF, 0xFB, 0x90, 0, .. new byte[413]])];

    /// <summary>The bytes of a chunk of PNG.</summary>
    public static void Chunk(Stream file, string type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] @checked = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(@checked);
        var rest = uint.MaxValue;
        foreach (var one in @checked)
        {
            rest ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                rest = (rest & 1) == 1 ? (rest >> 1) ^ 0xEDB88320 : rest >> 1;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~rest);
        file.Write(number);
    }

    private static byte[] Page(byte flags, long granule, int number, byte[] content)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("OggS"u8);
        writer.Write((byte)0);
        writer.Write(flags);
        writer.Write(granule);
        writer.Write(7);
        writer.Write(number);
        writer.Write(0);
        writer.Write((byte)1);
        writer.Write((byte)content.Length);
        writer.Write(content);
        var page = file.ToArray();
        var rest = 0u;
        foreach (var one in page)
        {
            rest ^= (uint)one << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                rest = (rest & 0x80000000) != 0 ? (rest << 1) ^ 0x04C11DB7 : rest << 1;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), rest);
        return page;
    }
}
