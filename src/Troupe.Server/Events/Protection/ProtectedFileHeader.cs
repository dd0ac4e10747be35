using System.Text;
using System.Text.Json;

namespace Troupe.Server.Events.Protection;

/// <summary>
/// The first line of a file that is sealed for a person: which key of theirs opens the key of the file. Frames follow, each as it was written: the length of the cipher text (4 bytes, little-endian), the cipher
/// text (AES-256-GCM), the tag (16 bytes).
/// </summary>
/// <remarks>
/// The nonce of a frame is its number in the file, for the key is the file's alone and nothing is written to a file that was closed: frames can be neither moved nor left out in between, and what a process wrote
/// before it died can be read. The place of the file is authenticated with its key.
/// </remarks>
/// <param name="Format">What it is.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Key">Names the person's key.</param>
/// <param name="DataKey">The key of the file, sealed with the person's.</param>
internal sealed record ProtectedFileHeader(string Format, int Version, Guid Key, byte[] DataKey)
{
    /// <summary>What <see cref="Format"/> is.</summary>
    public const string Name = "troupe.sealed";

    /// <summary>The version that is written and read.</summary>
    public const int Latest = 1;

    /// <summary>Bytes of the length before each frame.</summary>
    public const int LengthSize = sizeof(int);

    private const int LongestLine = 4096;

    /// <summary>What is authenticated with the key of a file.</summary>
    /// <param name="place">Names the file.</param>
    /// <param name="key">Names the person's key.</param>
    public static byte[] PlaceOf(string place, Guid key) => Encoding.UTF8.GetBytes($"{place}\n{key:N}");

    /// <summary>The line, with its line break.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, EventCodec.Json), (byte)'\n'];

    /// <summary>Reads the line; null where a process died before it was written.</summary>
    /// <exception cref="ProtectionException">It is none.</exception>
    public static ProtectedFileHeader? Read(Stream file)
    {
        var line = new List<byte>(256);
        for (var read = file.ReadByte(); read != '\n'; read = file.ReadByte())
        {
            if (read < 0)
            {
                return null;
            }

            line.Add((byte)read);
            if (line.Count == LongestLine)
            {
                throw Damage();
            }
        }

        try
        {
            return JsonSerializer.Deserialize<ProtectedFileHeader>(line.ToArray(), EventCodec.Json) is { Format: Name, Version: Latest, DataKey: not null } header ? header : throw Damage();
        }
        catch (JsonException)
        {
            throw Damage();
        }
    }

    private static ProtectionException Damage() => new("It is no sealed file of this server, or its first line was changed.");
}
