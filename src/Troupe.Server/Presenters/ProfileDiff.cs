using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Presenters;

/// <summary>What differs between two profiles, place by place. Pure.</summary>
internal static class ProfileDiff
{
    /// <summary>All places that differ, in their order; empty when the profiles are equal.</summary>
    public static IReadOnlyList<RevisionChange> Of(PresenterProfile before, PresenterProfile after)
    {
        var changes = new List<RevisionChange>();
        Compare("", JsonSerializer.SerializeToElement(before, Wire.Json), JsonSerializer.SerializeToElement(after, Wire.Json), changes);
        return changes;
    }

    /// <summary>Whether nothing differs: what <see cref="Of"/> finds, without naming the places.</summary>
    public static bool AreEqual(PresenterProfile before, PresenterProfile after) =>
        ReferenceEquals(before, after) || JsonElement.DeepEquals(JsonSerializer.SerializeToElement(before, Wire.Json), JsonSerializer.SerializeToElement(after, Wire.Json));

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<RevisionChange> changes)
    {
        if (before is { ValueKind: JsonValueKind.Object } one && after is { ValueKind: JsonValueKind.Object } other)
        {
            foreach (var name in one.EnumerateObject().Concat(other.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal))
            {
                Compare($"{path}/{name}", Member(one, name), Member(other, name), changes);
            }
        }
        else if (before is { ValueKind: JsonValueKind.Array } items && after is { ValueKind: JsonValueKind.Array } others)
        {
            for (var index = 0; index < Math.Max(items.GetArrayLength(), others.GetArrayLength()); index++)
            {
                Compare($"{path}/{index}", Item(items, index), Item(others, index), changes);
            }
        }
        else if (before is null || after is null || !JsonElement.DeepEquals(before.Value, after.Value))
        {
            changes.Add(new RevisionChange(path, before, after));
        }
    }

    private static JsonElement? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Item(JsonElement list, int index) => index < list.GetArrayLength() ? list[index] : null;
}
