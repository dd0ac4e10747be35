using System.Text;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;

namespace Troupe.Server.Tests.Audit;

/// <summary>Exports, and ways to damage them.</summary>
internal static class ExportDamages
{
    public static byte[] Write(int size, string entry, NoteKey key)
    {
        using var file = new MemoryStream();
        var hashes = new List<MerkleHash>();
        for (var index = 0; index < size; index++)
        {
            var line = Line(index, entry);
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

    public static string NoteOf(int size, string entry, NoteKey key) =>
        new Checkpoint(key.Name, size, PlainMerkle.Root([.. Enumerable.Range(0, size).Select(index => MerkleHash.OfLeaf(Line(index, entry)))])).Sign(key);

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

    private static byte[] Line(int index, string entry) => Encoding.UTF8.GetBytes($"{{\"index\":{index},\"entry\":{{\"action\":\"{entry}\"}}}}");
}
