using System.Numerics;

namespace Troupe.Cli.Rigs;

/// <summary>Where the meshes of a scene stand.</summary>
internal static class GltfNodes
{
    /// <summary>The meshes of all nodes, each with its place in the room. A mesh with a skeleton stands where its bones do, which is its own room while they rest.</summary>
    /// <exception cref="RigException">The file is broken.</exception>
    public static IReadOnlyList<(int Mesh, Matrix4x4 Place)> Of(GltfElement root)
    {
        var nodes = root.List("nodes");
        var found = new List<(int Mesh, Matrix4x4 Place)>();
        var visited = new bool[nodes.Count];
        var children = nodes.SelectMany(node => node.List("children")).Select(child => child.Value.TryGetInt32(out var index) ? index : -1).ToHashSet();
        foreach (var top in Enumerable.Range(0, nodes.Count).Where(node => !children.Contains(node)))
        {
            Visit(top, Matrix4x4.Identity);
        }

        return found;

        void Visit(int index, Matrix4x4 parent)
        {
            var node = GltfBuffers.At(nodes, index, "node");
            if (visited[index])
            {
                throw new RigException($"is no valid glTF: {node.Place} has two parents");
            }

            visited[index] = true;
            var place = Own(node) * parent;
            if (node.Index("mesh") is { } mesh)
            {
                found.Add((mesh, node.Index("skin") is null ? place : Matrix4x4.Identity));
            }

            foreach (var child in node.List("children"))
            {
                Visit(child.Whole(), place);
            }
        }
    }

    private static Matrix4x4 Own(GltfElement node)
    {
        if (Numbers(node, "matrix", 16) is { } matrix)
        {
            // Columns follow each other there, rows here, and vectors stand on the other side: the same order.
            return new Matrix4x4(
                matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5], matrix[6], matrix[7],
                matrix[8], matrix[9], matrix[10], matrix[11], matrix[12], matrix[13], matrix[14], matrix[15]);
        }

        var place = Matrix4x4.Identity;
        if (Numbers(node, "scale", 3) is { } scale)
        {
            place *= Matrix4x4.CreateScale(scale[0], scale[1], scale[2]);
        }

        if (Numbers(node, "rotation", 4) is { } turn)
        {
            place *= Matrix4x4.CreateFromQuaternion(new Quaternion(turn[0], turn[1], turn[2], turn[3]));
        }

        return Numbers(node, "translation", 3) is { } way ? place * Matrix4x4.CreateTranslation(way[0], way[1], way[2]) : place;
    }

    private static float[]? Numbers(GltfElement node, string name, int count)
    {
        if (node.Field(name) is not { } field)
        {
            return null;
        }

        float[] numbers = [.. node.List(name).Select(number => number.Single())];
        return numbers.Length == count ? numbers : throw new RigException($"is no valid glTF: {field.Place} must be {count} numbers");
    }
}
