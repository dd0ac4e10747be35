using System.Text;
using System.Text.Json;
using Troupe.Contracts.Merkle;

namespace Troupe.Contracts.Audit;

/// <summary>
/// The lines of an exported audit log: entries in their order; after every 256 entries and after the last one a line with the hashes of the entries before it; and as the last line
/// the signed checkpoint. The hash of an entry is the leaf hash of its line without the line break. Every line has exactly one way of being written.
/// </summary>
public static class ExportLines
{
    /// <summary>Entries between two lines of hashes; as wide as the tiles of C2SP tlog-tiles.</summary>
    public const int Block = 256;

    /// <summary>Most bytes of a line: the longest fact that a server keeps, 256 KiB, and room for what is around it.</summary>
    public const int LongestLine = 512 * 1024;

    private static ReadOnlySpan<byte> HashesBegin => "{\"hashes\":\""u8;

    private static ReadOnlySpan<byte> CheckpointBegin => "{\"checkpoint\":\""u8;

    /// <summary>The line of the hashes of entries, with its line break.</summary>
    /// <param name="hashes">1 to 256 hashes.</param>
    public static byte[] OfHashes(ReadOnlySpan<MerkleHash> hashes)
    {
        var bytes = new byte[hashes.Length * MerkleHash.Size];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index].CopyTo(bytes.AsSpan(index * MerkleHash.Size));
        }

        return Encoding.UTF8.GetBytes($"{{\"hashes\":\"{Convert.ToBase64String(bytes)}\"}}\n");
    }

    /// <summary>The line of a signed checkpoint, with its line break.</summary>
    public static byte[] OfCheckpoint(string note) => Encoding.UTF8.GetBytes($"{{\"checkpoint\":{JsonSerializer.Serialize(note)}}}\n");

    /// <summary>Whether a line holds hashes.</summary>
    public static bool AreHashes(ReadOnlySpan<byte> line) => line.StartsWith(HashesBegin);

    /// <summary>Whether a line holds a checkpoint.</summary>
    public static bool IsCheckpoint(ReadOnlySpan<byte> line) => line.StartsWith(CheckpointBegin);

    /// <summary>Reads a line of hashes, without its line break; null when it is not as <see cref="OfHashes"/> writes it.</summary>
    public static MerkleHash[]? ReadHashes(ReadOnlySpan<byte> line)
    {
        var bytes = new byte[Block * MerkleHash.Size];
        var text = Encoding.UTF8.GetString(line);
        if (!text.EndsWith("\"}", StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(text.AsSpan(HashesBegin.Length..^2), bytes, out var length)
            || length == 0
            || length % MerkleHash.Size != 0)
        {
            return null;
        }

        var hashes = new MerkleHash[length / MerkleHash.Size];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = MerkleHash.Of(bytes.AsSpan(index * MerkleHash.Size, MerkleHash.Size));
        }

        return OfHashes(hashes).AsSpan(..^1).SequenceEqual(line) ? hashes : null;
    }

    /// <summary>Reads the line of a checkpoint, without its line break; null when it is not as <see cref="OfCheckpoint"/> writes it.</summary>
    public static string? ReadCheckpoint(ReadOnlySpan<byte> line)
    {
        try
        {
            var note = JsonSerializer.Deserialize<Dictionary<string, string>>(line)?.GetValueOrDefault("checkpoint");
            return note is not null && OfCheckpoint(note).AsSpan(..^1).SequenceEqual(line) ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
