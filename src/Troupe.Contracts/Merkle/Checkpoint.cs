using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Troupe.Contracts.Merkle;

/// <summary>A tree at a moment (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Names the log.</param>
/// <param name="Size">Its leaves.</param>
/// <param name="Root">Its root.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    /// <summary>Longest signed note that is read: 16 signatures, as the specification asks, have room.</summary>
    public const int LongestNote = 16 * 1024;

    private const string SignatureMark = "\u2014 ";

    /// <summary>The text that is signed: origin, size and root, a line each.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>The signed note.</summary>
    public string Sign(NoteKey key)
    {
        var signature = new byte[4].Concat(key.Sign(Encoding.UTF8.GetBytes(Text))).ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(signature, key.Id);
        return $"{Text}\n{SignatureMark}{key.Name} {Convert.ToBase64String(signature)}\n";
    }

    /// <summary>Reads a signed note without checking who signed it.</summary>
    /// <exception cref="FormatException">It is no checkpoint.</exception>
    public static Checkpoint Read(string note) => Parse(note).Checkpoint;

    /// <summary>Reads a signed note and checks that a key signed it.</summary>
    /// <exception cref="FormatException">It is no checkpoint, or no signature of the key is on it, or one that is wrong.</exception>
    public static Checkpoint Read(string note, NoteKey key)
    {
        var (checkpoint, text, signatures) = Parse(note);
        var own = signatures.Where(signature => signature.Name == key.Name && BinaryPrimitives.ReadUInt32BigEndian(signature.Bytes) == key.Id).ToArray();
        if (own.Length == 0)
        {
            throw new FormatException($"The checkpoint has no signature of the key {key.Name}+{key.Id:x8}.");
        }

        return Array.TrueForAll(own, signature => key.Verify(Encoding.UTF8.GetBytes(text), signature.Bytes.AsSpan(4)))
            ? checkpoint
            : throw new FormatException($"The signature of the key {key.Name}+{key.Id:x8} is wrong: the checkpoint was changed.");
    }

    private static (Checkpoint Checkpoint, string Text, List<(string Name, byte[] Bytes)> Signatures) Parse(string note)
    {
        if (note.Length > LongestNote)
        {
            throw new FormatException($"A checkpoint has {LongestNote} characters at most.");
        }

        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(letter => letter < ' ' && letter != '\n'))
        {
            throw new FormatException("A checkpoint is a text, an empty line and one signature or more.");
        }

        var lines = note[..end].Split('\n');
        if (lines.Length < 3
            || lines.Any(line => line.Length == 0)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || lines[1] != size.ToString(CultureInfo.InvariantCulture)
            || !MerkleHash.TryParse(lines[2], out var root))
        {
            throw new FormatException("The lines of a checkpoint are its origin, its size and its root in base64.");
        }

        var signatures = note[(end + 2)..].TrimEnd('\n').Split('\n').Select(ParseSignature).ToList();
        return (new Checkpoint(lines[0], size, root), note[..(end + 1)], signatures);
    }

    private static (string Name, byte[] Bytes) ParseSignature(string line)
    {
        var bytes = new byte[LongestNote];
        return line.StartsWith(SignatureMark, StringComparison.Ordinal)
            && line[SignatureMark.Length..].Split(' ') is [{ Length: > 0 } name, var encoded]
            && Convert.TryFromBase64String(encoded, bytes, out var length)
            && length > 4
            && Convert.ToBase64String(bytes, 0, length) == encoded
            ? (name, bytes[..length])
            : throw new FormatException("A signature of a checkpoint is a line: a dash, the name of the key, and its signature in base64.");
    }
}
