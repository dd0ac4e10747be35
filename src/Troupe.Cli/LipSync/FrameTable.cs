using System.Globalization;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>A performance as a table: a row for each frame with its time in milliseconds, the weights of the 15 visemes and how far the jaw is open, each 0 to 1.</summary>
internal static class FrameTable
{
    private static readonly int Jaw = BlendShapeSet.IndexOf("jawOpen");

    /// <summary>The names of the columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["time_ms", .. VisemeSet.Names, "jawOpen"];

    /// <summary>Writes the table with comma, full stop and line feed, whatever the machine's language.</summary>
    /// <param name="timeline">The performance.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="progress">Is told each frame that is done.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    /// <returns>How many frames there are.</returns>
    public static int Write(PerformanceTimeline timeline, double rate, TextWriter output, Action<int> progress, CancellationToken cancellationToken)
    {
        output.Write(string.Join(',', Columns) + "\n");
        var (pose, shapes) = (new Pose(), new float[BlendShapeSet.Count]);
        var frames = timeline.FramesAt(rate);
        for (var frame = 0; frame < frames; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Sample(pose, TimeSpan.FromSeconds(frame / rate));
            BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
            output.Write((frame * 1000 / rate).ToString("0.###", CultureInfo.InvariantCulture));
            foreach (var weight in pose.Visemes)
            {
                Cell(weight);
            }

            Cell(shapes[Jaw]);
            output.Write('\n');
            progress(frame + 1);
        }

        return frames;

        void Cell(float weight)
        {
            output.Write(',');
            output.Write(weight.ToString("0.####", CultureInfo.InvariantCulture));
        }
    }
}
