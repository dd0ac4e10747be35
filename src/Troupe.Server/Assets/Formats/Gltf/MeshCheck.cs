using System.Text.Json;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>Meshes of glTF 2.0 (section 3.7): their vertices are those of accessors, and what is drawn of them is no more than allowed, however often nodes show them.</summary>
/// <param name="counts">How many elements each accessor has.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class MeshCheck(long[] counts, FormatOptions limits)
{
    // Their elements are told by what is packed, and not by the accessors that are checked.
    private static readonly string[] Packing = ["KHR_draco_mesh_compression", "EXT_meshopt_compression"];

    /// <summary>Checks the meshes, and the nodes that show them.</summary>
    /// <exception cref="AssetException">They cannot be so, or are too large.</exception>
    public void Check(JsonElement model)
    {
        foreach (var extension in model.Member("extensionsUsed").Items().Select(extension => extension.Text()).Where(extension => Packing.Contains(extension)))
        {
            throw ModelCheck.Broken($"is compressed ({extension}): export it without");
        }

        var meshes = model.Member("meshes").Items().Select((mesh, index) => WorkOf(mesh, index)).ToArray();
        var (drawn, at) = (0L, 0);
        foreach (var node in model.Member("nodes").Items())
        {
            if (node.Member("mesh").ValueKind != JsonValueKind.Undefined)
            {
                drawn += node.Member("mesh").Whole() is { } mesh && mesh < meshes.Length ? meshes[mesh] : throw ModelCheck.Broken($"has a nodes[{at}] of no mesh");
            }

            Allow(drawn);
            at++;
        }
    }

    // Vertices, once as they are and once for each shape that they are bent to.
    private long WorkOf(JsonElement mesh, int index)
    {
        var (work, at) = (0L, 0);
        foreach (var primitive in mesh.Member("primitives").Items())
        {
            var place = $"meshes[{index}].primitives[{at++}]";
            var vertices = Counts(primitive.Member("attributes"), $"{place}.attributes") ?? throw ModelCheck.Broken($"has a {place} without vertices");
            var targets = 0;
            foreach (var target in primitive.Member("targets").Items())
            {
                if (Counts(target, $"{place}.targets[{targets++}]") is { } bent && bent != vertices)
                {
                    throw ModelCheck.Broken($"has a {place}.targets[{targets - 1}] of {bent} vertices where there are {vertices}");
                }
            }

            if (primitive.Member("indices") is { ValueKind: not JsonValueKind.Undefined } indices)
            {
                work += CountOf(indices, $"{place}.indices");
            }

            Allow(work += vertices * (1L + targets));
        }

        return work;
    }

    // All attributes of a vertex are as many.
    private long? Counts(JsonElement attributes, string place)
    {
        long? all = null;
        foreach (var attribute in attributes.ValueKind == JsonValueKind.Object ? attributes.EnumerateObject() : [])
        {
            var count = CountOf(attribute.Value, $"{place}.{attribute.Name}");
            all = all is null || all == count ? count : throw ModelCheck.Broken($"has {place} of {all} and of {count} vertices");
        }

        return all;
    }

    private long CountOf(JsonElement accessor, string place) =>
        accessor.Whole() is { } index && index < counts.Length ? counts[index] : throw ModelCheck.Broken($"has a {place} of no accessor");

    private void Allow(long drawn)
    {
        if (drawn > limits.ModelVertices)
        {
            throw AssetException.TooLarge($"The model draws more than {limits.ModelVertices} vertices and indices, its shapes and what several nodes show counted each.", limits.ModelVertices);
        }
    }
}
