using System.Buffers.Binary;
using System.Text.Json;

namespace Troupe.Cli.Rigs;

/// <summary>The container of binary glTF 2.0 (Khronos specification, chapter 4): a header of 12 bytes, then chunks, the first of which is JSON.</summary>
internal static class GlbContainer
{
    private const uint Magic = 0x46546C67;
    private const uint Json = 0x4E4F534A;
    private const uint Buffers = 0x004E4942;
    private const int Header = 12;
    private const int ChunkHeader = 8;

    /// <summary>Whether bytes begin as the container does.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic;

    /// <summary>The JSON within.</summary>
    /// <exception cref="RigException">The container is of another version, or cut off.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < Header + ChunkHeader)
        {
            throw new RigException($"is cut off: a binary glTF has at least {Header + ChunkHeader} bytes, this has {bytes.Length}");
        }

        if (Number(bytes, 4) is not 2 and var version)
        {
            throw new RigException($"is binary glTF of version {version}, and only version 2 is read: export it again as glTF 2.0");
        }

        if (Number(bytes, 8) > bytes.Length)
        {
            throw new RigException($"is cut off: its header says {Number(bytes, 8)} bytes, there are {bytes.Length}");
        }

        if (Number(bytes, Header + 4) != Json)
        {
            throw new RigException("has no JSON as its first chunk, which binary glTF 2.0 begins with");
        }

        var length = Number(bytes, Header);
        return length <= bytes.Length - Header - ChunkHeader
            ? Parse(file.Slice(Header + ChunkHeader, (int)length))
            : throw new RigException($"is cut off: its JSON has {length} bytes, there are {bytes.Length - Header - ChunkHeader}");
    }

    /// <summary>The binary chunk behind the JSON of a container that <see cref="Read"/> accepts; empty without one.</summary>
    /// <exception cref="RigException">It is cut off.</exception>
    public static ReadOnlyMemory<byte> Binary(ReadOnlyMemory<byte> file)
    {
        var at = Header + ChunkHeader + (((long)Number(file.Span, Header) + 3) / 4 * 4);
        if (at + ChunkHeader > file.Length || Number(file.Span, (int)at + 4) != Buffers)
        {
            return default;
        }

        var length = Number(file.Span, (int)at);
        return at + ChunkHeader + length <= file.Length
            ? file.Slice((int)at + ChunkHeader, (int)length)
            : throw new RigException($"is cut off: its buffers have {length} bytes, there are {file.Length - at - ChunkHeader}");
    }

    /// <summary>Parses JSON.</summary>
    /// <exception cref="RigException">It is none, or has text in it that is not Unicode.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json);
            Read(document.RootElement);
            return document;
        }
        catch (JsonException broken)
        {
            throw new RigException($"holds JSON that cannot be read: {broken.Message}");
        }
        catch (InvalidOperationException)
        {
            document!.Dispose();
            throw new RigException("holds JSON with text that is not Unicode");
        }
    }

    // Text is decoded when it is read, and what cannot be decoded throws no JsonException.
    private static void Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                {
                    Read(entry);
                }

                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    _ = field.Name;
                    Read(field.Value);
                }

                break;
        }
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
