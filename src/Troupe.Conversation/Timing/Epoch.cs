namespace Troupe.Conversation.Timing;

/// <summary>
/// Counts what the presenter says. Every item and packet of speech carries one; when speech is interrupted the epoch ends,
/// and whoever meets an item of an older epoch drops it.
/// </summary>
/// <param name="Value">From 1; 0 is before any speech.</param>
public readonly record struct Epoch(uint Value) : IComparable<Epoch>
{
    /// <summary>The next one.</summary>
    public Epoch Next => new(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    /// <summary>Whether it is older.</summary>
    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    /// <summary>Whether it is newer.</summary>
    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
