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
        ("image/png", Png(5, 4)), ("image/webp", Convert.FromBase64String(LossyWebP)), ("image/webp", Convert.FromBase64String(LosslessWebP)), ("model/gltf-binary", Glb()),
        ("model/gltf-binary", Pictures(("image/png", Png(5, 4)), ("image/jpeg", Jpeg(7, 3)), ("image/webp", Convert.FromBase64String(LossyWebP)), ("image/ktx2", Ktx2(4, 4)))), ("audio/wav", Wav(100)),
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
    public static byte[] Glb(string? json = null) => Glb(json, new byte[36]);

    /// <summary>A GLB with a binary chunk.</summary>
    public static byte[] Glb(string? json, byte[] binary)
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
        writer.Write(12 + 8 + text.Length + 8 + binary.Length);
        writer.Write(text.Length);
        writer.Write("JSON"u8);
        writer.Write(text);
        writer.Write(binary.Length);
        writer.Write("BIN\0"u8);
        writer.Write(binary);
        return file.ToArray();
    }

    /// <summary>A GLB of pictures, each padded to a multiple of 4.</summary>
    public static byte[] Pictures(params (string MediaType, byte[] Bytes)[] pictures)
    {
        using var binary = new MemoryStream();
        var views = new List<string>();
        foreach (var (_, bytes) in pictures)
        {
            var padded = (bytes.Length + 3) / 4 * 4;
            views.Add($$"""{"buffer":0,"byteOffset":{{binary.Length}},"byteLength":{{padded}}}""");
            binary.Write(bytes);
            binary.SetLength(binary.Position += padded - bytes.Length);
        }

        var images = pictures.Select((picture, index) => $$"""{"bufferView":{{index}},"mimeType":"{{picture.MediaType}}"}""");
        return Glb($$"""{"asset":{"version":"2.0"},"buffers":[{"byteLength":{{binary.Length}}}],"bufferViews":[{{string.Join(',', views)}}],"images":[{{string.Join(',', images)}}]}""", binary.ToArray());
    }

    /// <summary>A JPEG, as far as its segments tell.</summary>
    /// <param name="width">What its header says.</param>
    /// <param name="height">What its header says.</param>
    /// <param name="scans">How often it is drawn over.</param>
    public static byte[] Jpeg(ushort width, ushort height, int scans = 1)
    {
        byte[] frame = [0xFF, 0xC2, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0, 0x34, 0xFF, 0xD0, 0x56];
        return [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, .. frame, .. Enumerable.Repeat(scan, scans).SelectMany(bytes => bytes), 0xFF, 0xD9];
    }

    /// <summary>A KTX2 of one level.</summary>
    /// <param name="width">What its header says.</param>
    /// <param name="height">What its header says.</param>
    /// <param name="unpacked">What its level says that it unpacks to.</param>
    /// <param name="layers">How many pictures lie over each other.</param>
    public static byte[] Ktx2(int width, int height, long unpacked = 16, int layers = 0)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write([0xAB, (byte)'K', (byte)'T', (byte)'X', (byte)' ', (byte)'2', (byte)'0', 0xBB, 13, 10, 0x1A, 10]);
        foreach (var number in new[] { 0, 1, width, height, 0, layers, 1, 1, 1 })
        {
            writer.Write(number);
        }

        writer.Write(new byte[32]);
        writer.Write(104L);
        writer.Write(16L);
        writer.Write(unpacked);
        writer.Write(new byte[16]);
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
