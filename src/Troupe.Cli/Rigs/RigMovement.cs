using Troupe.Conversation.Acting;
using Troupe.RenderWorker.Characters;

namespace Troupe.Cli.Rigs;

/// <summary>How far a viseme moves what is drawn of a character.</summary>
internal static class RigMovement
{
    /// <summary>The furthest way of any point, turn in radians or change of opacity from rest to the viseme at its full weight; 0 when nothing moves.</summary>
    public static double Of(Rig rig, int viseme)
    {
        var pose = new Pose();
        rig.Set(pose);
        double[] rest = [.. Values(rig.Layers)];
        pose.Visemes[viseme] = 1;
        rig.Set(pose);
        return Values(rig.Layers).Zip(rest, (moved, still) => Math.Abs(moved - still)).DefaultIfEmpty(0).Max();
    }

    private static IEnumerable<double> Values(IEnumerable<RigLayer> layers) => layers.SelectMany(layer => layer switch
    {
        RigGroup group => [group.X, group.Y, group.Angle, .. Values(group.Layers)],
        RigShape shape => [shape.Opacity, .. Points(shape)],
        _ => Array.Empty<double>(),
    });

    private static IEnumerable<double> Points(RigShape shape) => shape.Points.ToArray().SelectMany(point => new[] { point.X, point.Y });
}
