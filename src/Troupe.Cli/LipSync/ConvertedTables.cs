using System.Globalization;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>A performance as frames of another system's numbers: comma-separated, a row for each frame until the end.</summary>
internal static class ConvertedTables
{
    /// <summary>MPEG-4 face animation, FAP 1: two of the 15 visemes and 0 to 63 parts of the first.</summary>
    public static int Mpeg4(PerformanceTimeline timeline, double rate, TextWriter output, CancellationToken cancellationToken) =>
        Write(timeline, rate, ["viseme_select1", "viseme_select2", "viseme_blend"], output, cancellationToken, (pose, cells) =>
        {
            var mouth = Mpeg4Mouth.FromWeights(pose.Visemes);
            (cells[0], cells[1], cells[2]) = (mouth.First, mouth.Second, mouth.Blend);
        });

    /// <summary>The expressions of VRM 1.0 by name, 0 to 1, before the model's own overrides.</summary>
    public static int Vrm(PerformanceTimeline timeline, double rate, TextWriter output, CancellationToken cancellationToken) =>
        Write(timeline, rate, VrmPresets.Names, output, cancellationToken, (pose, cells) => VrmFace.FromPose(pose.Visemes, pose.Face, VrmModel.Undeclared, cells));

    /// <summary>The 52 ARKit blend shapes by name, 0 to 1.</summary>
    public static int ArKit(PerformanceTimeline timeline, double rate, TextWriter output, CancellationToken cancellationToken) =>
        Write(timeline, rate, BlendShapeSet.Names, output, cancellationToken, (pose, cells) => BlendShapes.FromPose(pose.Visemes, pose.Face, cells));

    private static int Write(
        PerformanceTimeline timeline, double rate, IReadOnlyList<string> columns, TextWriter output, CancellationToken cancellationToken, Action<Pose, float[]> draw)
    {
        output.Write($"time_ms,{string.Join(',', columns)}\n");
        var (pose, cells, frames) = (new Pose(), new float[columns.Count], timeline.FramesAt(rate));
        for (var frame = 0; frame < frames; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Sample(pose, TimeSpan.FromSeconds(frame / rate));
            draw(pose, cells);
            output.Write((frame * 1000 / rate).ToString("0.###", CultureInfo.InvariantCulture));
            foreach (var cell in cells)
            {
                output.Write(',');
                output.Write(cell.ToString("0.####", CultureInfo.InvariantCulture));
            }

            output.Write('\n');
        }

        return frames;
    }
}
