namespace Troupe.House.Tests;

/// <summary>The lines in which two texts differ.</summary>
internal static class LineChanges
{
    /// <summary>Lines that are only in one of the texts, marked as in a diff; where the texts hold the same lines in another order, the first line out of place.</summary>
    public static IReadOnlyList<string> Between(string accepted, string actual)
    {
        var before = accepted.Split('\n');
        var after = actual.Split('\n');
        var changes = before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).ToArray();
        return changes.Length > 0 || accepted == actual
            ? changes
            : ["out of place: " + before.Zip(after).Select(pair => pair.First == pair.Second ? null : pair.First).OfType<string>().FirstOrDefault(before[^1])];
    }
}
