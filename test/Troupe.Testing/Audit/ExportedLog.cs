using System.Text;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;

namespace Troupe.Testing.Audit;

/// <summary>Exported audit logs of made-up entries, and ways to damage them.</summary>
public static class ExportedLog
{
    /// <summary>A log of so many entries, with the hashes between them and a checkpoint.</summary>
    /// <param name="size">Entries.</param>
    /// <param name="entry">What they say.</param>
    /// <param name="key">Who signs.</param>
    public static byte[] Write(int size, string entry, NoteKey key)
    {
        using var file = new MemoryStream();
        var hashes = new List<MerkleHash>();
        for (var index = 0; index < size; index++)
        {
            var line = LineOf(index, entry);
            hashes.Add(MerkleHash.OfLeaf(line));
            file.Write([.. line, (byte)'\n']);
            if (hashes.Count % ExportLines.Block == 0 || hashes.Count == size)
            {
                file.Write(ExportLines.OfHashes([.. hashes.Skip((index / ExportLines.Block) * ExportLines.Block)]));
            }
        }

        file.Write(ExportLines.OfCheckpoint(NoteOf(size, entry, key)));
        return file.ToArray();
    }

    /// <summary>The signed checkpoint of such a log.</summary>
    public static string NoteOf(int size, string entry, NoteKey key)
    {
        var range = new MerkleRange();
        for (var index = 0; index < size; index++)
        {
            range.Append(MerkleHash.OfLeaf(LineOf(index, entry)));
        }

        return new Checkpoint(key.Name, size, range.Root).Sign(key);
    }

    /// <summary>The line of an entry, without its line break.</summary>
    public static byte[] LineOf(int index, string entry) => Encoding.UTF8.GetBytes($"{{\"index\":{index},\"entry\":{{\"action\":\"{entry} {index}\"}}}}");

    /// <summary>One random change: a bit, or a line that is removed, doubled, moved, or cut off with all that follows, or a byte that is removed or inserted.</summary>
    public static byte[] Change(byte[] whole, Random random)
    {
        var place = random.Next(whole.Length);
        List<string> lines = [.. Encoding.Latin1.GetString(whole).Split('\n')[..^1]];
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count - 1));
        other += other >= one ? 1 : 0;
        switch (random.Next(8))
        {
            case 0:
                return [.. whole[..place], (byte)(whole[place] ^ (1 << random.Next(8))), .. whole[(place + 1)..]];
            case 1:
                return whole[..place];
            case 2:
                return [.. whole[..place], .. whole[(place + 1)..]];
            case 3:
                return [.. whole[..place], (byte)random.Next(256), .. whole[place..]];
            case 4:
                lines.RemoveAt(one);
                break;
            case 5:
                lines.Insert(one, lines[other]);
                break;
            case 6:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            default:
                lines.RemoveRange(one, lines.Count - one);
                break;
        }

        return Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }
}
