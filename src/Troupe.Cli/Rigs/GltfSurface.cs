using System.Numerics;

namespace Troupe.Cli.Rigs;

/// <summary>Triangles of a mesh in the room, and the ways that its morph targets move their points.</summary>
/// <param name="Mesh">Position of the mesh in the file.</param>
/// <param name="Points">Where each point is at rest.</param>
/// <param name="Triangles">Three positions in <paramref name="Points"/> after another.</param>
/// <param name="Targets">For each morph target where it moves each point by; null when it moves none.</param>
/// <param name="Colour">Of the material, without its textures; parts from 0 to 1.</param>
internal sealed record GltfSurface(int Mesh, Vector3[] Points, int[] Triangles, IReadOnlyList<Vector3[]?> Targets, Vector3 Colour)
{
    private const int TrianglesMode = 4;

    /// <summary>All surfaces of a scene. Bodies with a skeleton are in the pose that they were bound in.</summary>
    /// <exception cref="RigException">The file is broken, or its meshes are kept in a way that is not read.</exception>
    public static IReadOnlyList<GltfSurface> Read(GltfElement root, ReadOnlyMemory<byte> binary)
    {
        var (buffers, meshes, materials) = (new GltfBuffers(root, binary), root.List("meshes"), root.List("materials"));
        return [.. GltfNodes.Of(root).SelectMany(node => GltfBuffers.At(meshes, node.Mesh, "mesh").List("primitives")
            .Where(primitive => (primitive.Index("mode") ?? TrianglesMode) == TrianglesMode)
            .Select(primitive => Read(primitive, node, buffers, materials)))];
    }

    /// <summary>Where each point is under weights of the morph targets.</summary>
    public Vector3[] Bent(Func<int, float> weightOf)
    {
        var points = (Vector3[])Points.Clone();
        for (var target = 0; target < Targets.Count; target++)
        {
            if (Targets[target] is { } moves && weightOf(target) is > 0 and var weight)
            {
                for (var point = 0; point < points.Length; point++)
                {
                    points[point] += weight * moves[point];
                }
            }
        }

        return points;
    }

    private static GltfSurface Read(GltfElement primitive, (int Mesh, Matrix4x4 Place) node, GltfBuffers buffers, IReadOnlyList<GltfElement> materials)
    {
        if (primitive.Field("extensions")?.Field("KHR_draco_mesh_compression") is not null)
        {
            throw new RigException("is not drawn: its meshes are compressed (KHR_draco_mesh_compression); export it without");
        }

        var position = primitive.Field("attributes")?.Index("POSITION") ?? throw new RigException($"is no valid glTF: {primitive.Place}.attributes.POSITION is missing");
        var points = buffers.Vectors(position);
        var triangles = primitive.Index("indices") is { } indices ? buffers.Indices(indices) : [.. Enumerable.Range(0, points.Length)];
        foreach (var corner in triangles)
        {
            GltfBuffers.At(corner, points.Length, primitive);
        }

        var targets = primitive.List("targets").Select(target => Moves(target, points.Length, node.Place, buffers)).ToArray();
        return new GltfSurface(node.Mesh, Array.ConvertAll(points, point => Vector3.Transform(point, node.Place)), triangles[..(triangles.Length / 3 * 3)], targets, ColourOf(primitive, materials));
    }

    private static Vector3[]? Moves(GltfElement target, int count, Matrix4x4 place, GltfBuffers buffers)
    {
        if (target.Index("POSITION") is not { } accessor)
        {
            return null;
        }

        var moves = buffers.Vectors(accessor);
        return moves.Length == count
            ? Array.ConvertAll(moves, move => Vector3.TransformNormal(move, place))
            : throw new RigException($"is no valid glTF: {target.Place} moves {moves.Length} of {count} points");
    }

    private static Vector3 ColourOf(GltfElement primitive, IReadOnlyList<GltfElement> materials)
    {
        var factor = primitive.Index("material") is { } index
            ? GltfBuffers.At(materials, index, "material").Field("pbrMetallicRoughness")?.List("baseColorFactor").Select(part => part.Single()).ToArray() ?? []
            : [];
        return factor is [var red, var green, var blue, ..] ? new Vector3(red, green, blue) : Vector3.One;
    }
}
