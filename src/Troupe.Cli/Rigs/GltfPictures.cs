using System.Numerics;
using Troupe.Conversation.Acting;

namespace Troupe.Cli.Rigs;

/// <summary>Pictures of what visemes make of a glTF or VRM model, as clay.</summary>
internal static class GltfPictures
{
    /// <summary>How much is seen around what moves, to each side of its middle: enough for nose and chin around a mouth.</summary>
    private const float Around = 1.1f;

    /// <summary>Draws each viseme at its full weight.</summary>
    /// <param name="file">The model.</param>
    /// <param name="report">What was found in it.</param>
    /// <param name="side">Of a picture, in pixels.</param>
    /// <returns>Red, green and blue of each pixel, for each viseme.</returns>
    /// <exception cref="RigException">Its meshes are kept in a way that is not read, or nothing of it is drawn.</exception>
    public static IReadOnlyList<byte[]> Draw(ReadOnlyMemory<byte> file, RigReport report, int side)
    {
        var model = GltfModel.Read(file);
        var (surfaces, weights) = (Surfaces(file), Enumerable.Range(0, VisemeSet.Count).Select(viseme => GltfPose.Of(model, report.Way, viseme)).ToArray());
        var (centre, reach) = Seen(surfaces, weights);
        return [.. weights.Select(pose =>
        {
            var picture = new Clay(side, centre, reach, report.Format == RigFormat.Vrm0);
            foreach (var surface in surfaces)
            {
                picture.Draw(surface.Bent(target => pose.GetValueOrDefault((surface.Mesh, target))), surface.Triangles, surface.Colour);
            }

            return picture.Pixels.ToArray();
        })];
    }

    private static IReadOnlyList<GltfSurface> Surfaces(ReadOnlyMemory<byte> file)
    {
        using var document = GlbContainer.Is(file.Span) ? GlbContainer.Read(file) : GlbContainer.Parse(file);
        return GltfSurface.Read(new GltfElement(document.RootElement, ""), GlbContainer.Is(file.Span) ? GlbContainer.Binary(file) : default);
    }

    // The middle of what any viseme moves; of everything when nothing moves.
    private static (Vector3 Centre, float Reach) Seen(IReadOnlyList<GltfSurface> surfaces, IReadOnlyDictionary<(int Mesh, int Target), float>[] weights)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        Vector3[] moved = [.. surfaces.SelectMany(surface => Moved(surface, weights))];
        foreach (var point in moved.Length > 0 ? moved : surfaces.SelectMany(surface => surface.Points))
        {
            (low, high) = (Vector3.Min(low, point), Vector3.Max(high, point));
        }

        var size = Math.Max(high.X - low.X, high.Y - low.Y);
        return float.IsFinite(size) && size > 0 ? ((low + high) / 2, size * Around) : throw new RigException("is not drawn: it has no mesh to see");
    }

    private static IEnumerable<Vector3> Moved(GltfSurface surface, IReadOnlyDictionary<(int Mesh, int Target), float>[] weights)
    {
        for (var target = 0; target < surface.Targets.Count; target++)
        {
            if (surface.Targets[target] is not { } moves || !Array.Exists(weights, pose => pose.GetValueOrDefault((surface.Mesh, target)) > 0))
            {
                continue;
            }

            // A tenth of the furthest way: the skin around a mouth moves by traces as far as the neck.
            var least = moves.Max(move => move.Length()) / 10;
            for (var point = 0; point < moves.Length; point++)
            {
                if (moves[point].Length() > least)
                {
                    yield return surface.Points[point];
                }
            }
        }
    }
}
