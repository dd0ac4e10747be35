using System.Text.Json;

namespace Troupe.Cli.Rigs;

/// <summary>A mesh with its morph targets.</summary>
/// <param name="Targets">In the order of the mesh.</param>
internal sealed record GltfMesh(IReadOnlyList<GltfMorph> Targets)
{
    /// <summary>Reads a mesh. Names are in <c>extras.targetNames</c>, as exporters agree; some write them to the first primitive.</summary>
    /// <param name="mesh">Of the document.</param>
    /// <param name="index">Its position, for notes.</param>
    /// <param name="accessors">Of the document.</param>
    /// <param name="notes">Receives what is odd.</param>
    /// <exception cref="RigException">It is no valid mesh.</exception>
    public static GltfMesh Read(GltfElement mesh, int index, IReadOnlyList<GltfElement> accessors, List<string> notes)
    {
        var name = mesh.Text("name") is { Length: > 0 } text ? $"'{text}'" : $"{index}";
        var primitives = mesh.List("primitives");
        var moving = new List<bool>();
        foreach (var targets in primitives.Select(primitive => primitive.List("targets")))
        {
            for (var target = 0; target < targets.Count; target++)
            {
                var moves = Moves(targets[target], accessors);
                if (target < moving.Count)
                {
                    moving[target] |= moves;
                }
                else
                {
                    moving.Add(moves);
                }
            }
        }

        var names = Names(mesh) is { Count: > 0 } own ? own : primitives.Count > 0 ? Names(primitives[0]) : [];
        if (moving.Count > 0 && names.Count == 0)
        {
            notes.Add($"Mesh {name} has {moving.Count} morph targets without names: export it with extras.targetNames.");
        }
        else if (names.Count != moving.Count)
        {
            notes.Add($"Mesh {name} has {moving.Count} morph targets and {names.Count} names for them.");
        }

        var still = moving.Zip(names).Where(pair => !pair.First).Select(pair => pair.Second).ToArray();
        if (still.Length > 0)
        {
            notes.Add($"Mesh {name} has morph targets that move nothing: {string.Join(", ", still)}.");
        }

        return new GltfMesh([.. moving.Select((moves, target) => new GltfMorph(target < names.Count ? names[target] : "", moves))]);
    }

    private static List<string> Names(GltfElement owner) => owner.Field("extras") is { Value.ValueKind: JsonValueKind.Object } extras
        ? [.. extras.List("targetNames").Select(name => name.Text())]
        : [];

    // Accessors of positions tell their extent: one without any moves no vertex. What is not told is taken to move.
    private static bool Moves(GltfElement target, IReadOnlyList<GltfElement> accessors)
    {
        if (target.Index("POSITION") is not { } index)
        {
            return false;
        }

        if (index >= accessors.Count)
        {
            throw new RigException($"is no valid glTF: {target.Place}.POSITION names accessor {index} of {accessors.Count}");
        }

        var extent = accessors[index].List("min").Concat(accessors[index].List("max")).ToArray();
        return extent.Length == 0 || Array.Exists(extent, bound => bound.Value.ValueKind != JsonValueKind.Number || bound.Value.GetDouble() != 0);
    }
}

/// <summary>A morph target.</summary>
/// <param name="Name">Empty when the file gives none.</param>
/// <param name="Moves">Whether it moves any vertex.</param>
internal readonly record struct GltfMorph(string Name, bool Moves);
