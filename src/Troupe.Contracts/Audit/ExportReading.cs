using Troupe.Contracts.Merkle;

namespace Troupe.Contracts.Audit;

/// <summary>Reads an export: the hash of each entry as it stands in the file, and beside it the hash that the file says it has.</summary>
internal sealed class ExportReading
{
    // Whole lines of a chunk are hashed side by side. It grows as far as the export is long: a short one needs little.
    private const int FirstSize = 16 * 1024;
    private const int LargestSize = 4 * 1024 * 1024;

    private readonly List<(int Start, int Length)> _pending = [];
    private byte[] _chunk = new byte[FirstSize];
    private bool _ended;

    /// <summary>Hashes of the entries.</summary>
    public List<MerkleHash> Lines { get; } = [];

    /// <summary>Hashes that the lines of hashes say.</summary>
    public List<MerkleHash> Hashes { get; } = [];

    /// <summary>Where each line of hashes stands: after how many entries, and how many hashes there are with it.</summary>
    public List<(int Lines, int Hashes)> Blocks { get; } = [];

    /// <summary>The signed checkpoint at the end; null when there is none.</summary>
    public string? Note { get; private set; }

    /// <summary>What cannot be read.</summary>
    public List<ExportDamage> Damage { get; } = [];

    public async Task ReadAsync(Stream export, Action<long>? read, CancellationToken cancellationToken)
    {
        var (held, total) = (0, 0L);
        while (true)
        {
            var count = await export.ReadAtLeastAsync(_chunk.AsMemory(held), _chunk.Length - held, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            total += count;
            var full = held + count == _chunk.Length;
            var used = Take(_chunk.AsSpan(0, held + count));
            held = held + count - used;
            read?.Invoke(total);
            if (count == 0 || Damage.Exists(damage => damage.Kind == DamageKind.Appended) || (used == 0 && held == LargestSize))
            {
                break;
            }

            var chunk = full && _chunk.Length < LargestSize ? new byte[_chunk.Length * 4] : _chunk;
            _chunk.AsSpan(used, held).CopyTo(chunk);
            _chunk = chunk;
        }

        if (held > 0 && Damage.Count == 0)
        {
            Damage.Add(_ended
                ? new ExportDamage(DamageKind.Appended, Lines.Count, 0, "Something follows the checkpoint.")
                : new ExportDamage(DamageKind.Truncated, Lines.Count, 0, held > ExportLines.LongestLine ? "A line is longer than any that is exported." : "The last line is not finished."));
        }

        if (Blocks.Count == 0 ? Lines.Count > 0 : Blocks[^1].Lines != Lines.Count)
        {
            Blocks.Add((Lines.Count, Hashes.Count));
        }
    }

    // Takes whole lines; the result is how many bytes they have.
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = bytes.Slice(start, length);
            if (_ended)
            {
                Damage.Add(new ExportDamage(DamageKind.Appended, Lines.Count, 0, "Something follows the checkpoint."));
                break;
            }

            if (ExportLines.AreHashes(line))
            {
                HashPending();
                TakeHashes(line);
            }
            else if (ExportLines.IsCheckpoint(line))
            {
                (_ended, Note) = (true, ExportLines.ReadCheckpoint(line) ?? "");
            }
            else
            {
                _pending.Add((start, length));
            }

            start += length + 1;
        }

        HashPending();
        return start;
    }

    private void TakeHashes(ReadOnlySpan<byte> line)
    {
        var hashes = ExportLines.ReadHashes(line);
        if (hashes is null || (Blocks.Count > 0 && Blocks[^1].Hashes % ExportLines.Block != 0))
        {
            Damage.Add(new ExportDamage(DamageKind.Hashes, Lines.Count, 0, "A line of hashes is not as it was written."));
        }

        Hashes.AddRange(hashes ?? []);
        Blocks.Add((Lines.Count, Hashes.Count));
    }

    private void HashPending()
    {
        var first = Lines.Count;
        Lines.AddRange(new MerkleHash[_pending.Count]);
        var hashes = Lines;
        Parallel.For(0, (_pending.Count + 63) / 64, group =>
        {
            for (var index = group * 64; index < Math.Min(_pending.Count, (group + 1) * 64); index++)
            {
                hashes[first + index] = MerkleHash.OfLeaf(_chunk.AsSpan(_pending[index].Start, _pending[index].Length));
            }
        });
        _pending.Clear();
    }
}
