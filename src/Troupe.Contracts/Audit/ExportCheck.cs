using Troupe.Contracts.Merkle;

namespace Troupe.Contracts.Audit;

/// <summary>Checks an exported audit log against its checkpoint, and says where it is damaged. Memory: 64 bytes for each entry.</summary>
public sealed class ExportCheck
{
    /// <summary>Most places that a report lists.</summary>
    public const int MostDamage = 20;

    private readonly ExportReading _reading = new();
    private readonly List<ExportDamage> _damage = [];

    private ExportCheck()
    {
    }

    /// <summary>Checks an export.</summary>
    /// <param name="export">The file.</param>
    /// <param name="checkpoint">A signed note to compare with instead of the one in the file; null for the one in the file.</param>
    /// <param name="older">A signed note that was kept from before; null when there is none.</param>
    /// <param name="key">Who must have signed; null to leave signatures alone.</param>
    /// <param name="read">Told now and then how many bytes are read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ExportReport> CheckAsync(Stream export, string? checkpoint = null, string? older = null, NoteKey? key = null, Action<long>? read = null, CancellationToken cancellationToken = default)
    {
        var check = new ExportCheck();
        await check._reading.ReadAsync(export, read, cancellationToken).ConfigureAwait(false);
        return check.Report(checkpoint, older, key);
    }

    private ExportReport Report(string? note, string? older, NoteKey? key)
    {
        _damage.AddRange(_reading.Damage);
        var checkpoint = Read(note ?? _reading.Note, key, "checkpoint");
        var hashes = new LeafTree(_reading.Hashes);
        if (checkpoint is not null && hashes.Size >= checkpoint.Size && hashes.RootOf(checkpoint.Size) == checkpoint.Root)
        {
            // The hashes are those that were signed: each entry is compared with its own.
            _damage.AddRange(ExportDifference.Find(_reading));
            if (hashes.Size > checkpoint.Size)
            {
                Add(DamageKind.Appended, checkpoint.Size, hashes.Size - checkpoint.Size, $"The checkpoint covers {checkpoint.Size} entries; those after them are not proven.");
            }
        }
        else if (checkpoint is not null)
        {
            CompareLines(checkpoint, hashes);
        }
        else
        {
            _damage.AddRange(ExportDifference.Find(_reading));
        }

        if (older is not null && Read(older, key, "older checkpoint") is { } before)
        {
            Compare(before, checkpoint, hashes);
        }

        return new ExportReport(_reading.Lines.Count, checkpoint, checkpoint is not null && key is not null, [.. _damage.Take(MostDamage)]);
    }

    private Checkpoint? Read(string? note, NoteKey? key, string which)
    {
        if (note is null)
        {
            Add(DamageKind.Truncated, _reading.Lines.Count, 0, "The file does not end with a checkpoint: its end is missing.");
            return null;
        }

        try
        {
            return key is null ? Checkpoint.Read(note) : Checkpoint.Read(note, key);
        }
        catch (FormatException unreadable)
        {
            Add(DamageKind.Checkpoint, index: null, 0, $"The {which} does not count. {unreadable.Message}");
            return null;
        }
    }

    // The hashes in the file are not those that were signed.
    private void CompareLines(Checkpoint checkpoint, LeafTree hashes)
    {
        var lines = new LeafTree(_reading.Lines);
        var differences = ExportDifference.Find(_reading);
        if (lines.Size == checkpoint.Size && lines.RootOf(lines.Size) == checkpoint.Root)
        {
            Add(DamageKind.Hashes, differences is [{ Index: { } index }, ..] ? index : null, 0, "The entries are whole; lines of hashes between them were changed.");
            return;
        }

        _damage.AddRange(differences);
        if (lines.Size < checkpoint.Size && hashes.Size < checkpoint.Size)
        {
            Add(DamageKind.Removed, lines.Size, checkpoint.Size - lines.Size, $"The checkpoint covers {checkpoint.Size} entries; the file has {lines.Size}.");
        }
        else
        {
            Add(DamageKind.Rewritten, index: null, 0, differences.Count == 0
                ? "The entries agree with the hashes between them, and not with the checkpoint: both were written anew. An older checkpoint or another copy tells from where on."
                : "Entries and hashes were changed: the places above are where they disagree, and there may be more.");
        }
    }

    private void Compare(Checkpoint older, Checkpoint? checkpoint, LeafTree hashes)
    {
        if (checkpoint is not null && checkpoint.Origin != older.Origin)
        {
            Add(DamageKind.Older, index: null, 0, $"The older checkpoint is of another log, {older.Origin}.");
        }
        else if (hashes.Size < older.Size)
        {
            Add(DamageKind.Older, hashes.Size, older.Size - hashes.Size, $"The older checkpoint covers {older.Size} entries; the file has {hashes.Size}: the log was rolled back.");
        }
        else if (hashes.RootOf(older.Size) != older.Root)
        {
            Add(DamageKind.Older, index: null, 0, $"Among the first {older.Size} entries something is not as it was when the older checkpoint was signed.");
        }
    }

    private void Add(DamageKind kind, long? index, long count, string detail) => _damage.Add(new ExportDamage(kind, index, count, detail));
}
