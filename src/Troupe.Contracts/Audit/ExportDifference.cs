using System.Runtime.InteropServices;
using Troupe.Contracts.Merkle;

namespace Troupe.Contracts.Audit;

/// <summary>Where the entries of an export are not those of the hashes beside them.</summary>
internal static class ExportDifference
{
    /// <summary>The differences, block by block, in the order of the file.</summary>
    public static List<ExportDamage> Find(ExportReading reading)
    {
        var found = new List<ExportDamage>();
        var (line, hash) = (0, 0);
        foreach (var (lines, hashes) in reading.Blocks)
        {
            Compare(CollectionsMarshal.AsSpan(reading.Lines)[line..lines], CollectionsMarshal.AsSpan(reading.Hashes)[hash..hashes], hash, found);
            (line, hash) = (lines, hashes);
            if (found.Count >= ExportCheck.MostDamage)
            {
                break;
            }
        }

        return found;
    }

    private static void Compare(ReadOnlySpan<MerkleHash> lines, ReadOnlySpan<MerkleHash> hashes, long start, List<ExportDamage> found)
    {
        var same = lines.CommonPrefixLength(hashes);
        lines = lines[same..];
        hashes = hashes[same..];
        start += same;
        while (lines.Length > 0 && hashes.Length > 0 && lines[^1] == hashes[^1])
        {
            lines = lines[..^1];
            hashes = hashes[..^1];
        }

        if (lines.Length == 0 && hashes.Length == 0)
        {
            return;
        }

        if (lines.Length < hashes.Length)
        {
            found.Add(new ExportDamage(DamageKind.Removed, start, hashes.Length - lines.Length, $"At entry {start}, {hashes.Length - lines.Length} are missing{Also(lines.Length)}."));
        }
        else if (lines.Length > hashes.Length)
        {
            found.Add(new ExportDamage(DamageKind.Inserted, start, lines.Length - hashes.Length, $"At entry {start}, {lines.Length - hashes.Length} are there that never were{Also(hashes.Length)}."));
        }
        else if (new HashSet<MerkleHash>([.. lines]).SetEquals([.. hashes]))
        {
            found.Add(new ExportDamage(DamageKind.Moved, start, lines.Length, $"From entry {start} on, {lines.Length} are in another order."));
        }
        else
        {
            AddChanged(lines, hashes, start, found);
        }
    }

    private static void AddChanged(ReadOnlySpan<MerkleHash> lines, ReadOnlySpan<MerkleHash> hashes, long start, List<ExportDamage> found)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index] != hashes[index])
            {
                found.Add(new ExportDamage(DamageKind.Changed, start + index, 1, $"Entry {start + index} is not what it was."));
            }
        }
    }

    private static string Also(int others) => others > 0 ? $", and {others} beside them were changed" : "";
}
