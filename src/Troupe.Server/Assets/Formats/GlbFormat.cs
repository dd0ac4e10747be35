using Troupe.Server.Assets.Formats.Gltf;

namespace Troupe.Server.Assets.Formats;

/// <summary>Models as binary glTF 2.0 (Khronos specification, chapter 4), VRM included, with everything inside.</summary>
internal sealed class GlbFormat() : AssetFormat("GLB", AssetKind.Model, ".glb", "model/gltf-binary", "model/vrm")
{
    private const uint Json = 0x4E4F534A;
    private const uint Buffers = 0x004E4942;

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.StartsWith("glTF"u8);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.ModelBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var begin = file.Position;
        var reader = new FormatReader(file, length, Name);
        if (reader.Name(4) != "glTF" || reader.Number() != 2)
        {
            throw reader.Broken("is not of version 2: export it again as glTF 2.0");
        }

        if (reader.Number() is var said && said != length)
        {
            throw reader.Broken($"says that it has {said} bytes, and there are {length}");
        }

        var (type, bytes) = Chunk(reader);
        if (type != Json)
        {
            throw reader.Broken("does not begin with JSON");
        }

        if (bytes > limits.ModelJsonBytes)
        {
            throw AssetException.TooLarge($"The JSON of the GLB has {bytes} bytes; {limits.ModelJsonBytes} are allowed.", limits.ModelJsonBytes);
        }

        var json = new byte[bytes];
        reader.Read(json);
        var (start, binary) = (0L, 0L);
        for (var index = 1; reader.Left > 0; index++)
        {
            (type, bytes) = Chunk(reader);
            if (type == Buffers)
            {
                (start, binary) = index == 1 ? (reader.Position, bytes) : throw reader.Broken("has buffers that are not its second chunk");
            }

            reader.Skip(bytes);
        }

        using var document = CheckedJson.Parse(json, Name);
        new ModelCheck(file, begin + start, binary, limits).Check(document.RootElement);
        return new AssetFacts();
    }

    private static (uint Type, long Bytes) Chunk(FormatReader reader)
    {
        var bytes = (long)reader.Number();
        var type = reader.Number();
        return bytes % 4 != 0 ? throw reader.Broken($"has a chunk of {bytes} bytes, which is no multiple of 4")
            : bytes <= reader.Left ? (type, bytes)
            : throw reader.Broken($"is cut off: a chunk has {bytes} bytes, and there are {reader.Left}");
    }
}
