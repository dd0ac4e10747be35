namespace Troupe.Contracts.Audit;

/// <summary>What is wrong with an exported audit log.</summary>
public enum DamageKind
{
    /// <summary>An entry is not what it was.</summary>
    Changed,

    /// <summary>An entry is there that never was.</summary>
    Inserted,

    /// <summary>An entry is missing.</summary>
    Removed,

    /// <summary>Entries are in another order.</summary>
    Moved,

    /// <summary>The end of the file is missing.</summary>
    Truncated,

    /// <summary>Something follows the end, or entries are there that the checkpoint does not cover.</summary>
    Appended,

    /// <summary>The entries are whole; the hashes between them are not.</summary>
    Hashes,

    /// <summary>The entries and their hashes agree with each other and not with the checkpoint: whoever wrote them made both.</summary>
    Rewritten,

    /// <summary>The checkpoint cannot be read, or its signature is wrong.</summary>
    Checkpoint,

    /// <summary>The log does not continue an older checkpoint: what was there then was changed or removed since.</summary>
    Older,
}

/// <summary>A place where an exported audit log is damaged.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Index">Index of the first entry that it is about, from 0; null when it is about none.</param>
/// <param name="Count">How many entries it is about.</param>
/// <param name="Detail">A sentence for a person.</param>
public sealed record ExportDamage(DamageKind Kind, long? Index, long Count, string Detail);

/// <summary>What is known of an exported audit log.</summary>
/// <param name="Entries">Entries in the file.</param>
/// <param name="Checkpoint">The checkpoint that it was compared with; null when there is none that can be read.</param>
/// <param name="Signed">Whether a given key signed the checkpoint; without a key the checkpoint proves only that the file is whole.</param>
/// <param name="Damage">Everything that is wrong, at most <see cref="ExportCheck.MostDamage"/> places; empty when the log is whole.</param>
public sealed record ExportReport(long Entries, Merkle.Checkpoint? Checkpoint, bool Signed, IReadOnlyList<ExportDamage> Damage)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Damage.Count == 0;
}
