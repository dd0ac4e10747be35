using System.Collections.Frozen;
using Troupe.Conversation.Acting;

namespace Troupe.Cli.Rigs;

/// <summary>Spellings of the 52 ARKit shapes in models: as Apple writes them, with any case, with <c>_L</c> and <c>_R</c> for the sides, and behind the name of Maya's node (<c>blendShape1.jawOpen</c>).</summary>
internal static class ArkitNames
{
    private static readonly FrozenDictionary<string, int> Positions = BlendShapeSet.Names
        .Select((name, position) => (name, position))
        .SelectMany(shape => new[] { (shape.name, shape.position), (Short(shape.name), shape.position) })
        .DistinctBy(spelled => spelled.Item1, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(spelled => spelled.Item1, spelled => spelled.position, StringComparer.OrdinalIgnoreCase);

    /// <summary>The shapes among names, by position in <see cref="BlendShapeSet"/>, as they are spelled there; the proper spelling wins.</summary>
    public static IReadOnlyDictionary<int, string> Find(IEnumerable<string> names)
    {
        var found = new Dictionary<int, string>();
        foreach (var name in names)
        {
            if (Positions.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out var shape) && (name == BlendShapeSet.Names[shape] || !found.ContainsKey(shape)))
            {
                found[shape] = name;
            }
        }

        return found;
    }

    private static string Short(string name) => name.EndsWith("Left", StringComparison.Ordinal) ? name[..^4] + "_L" : name.EndsWith("Right", StringComparison.Ordinal) ? name[..^5] + "_R" : name;
}
