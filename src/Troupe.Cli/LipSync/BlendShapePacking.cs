using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>A performance as frames of the 52 ARKit blend shapes.</summary>
internal static class BlendShapePacking
{
    /// <summary>Draws and packs the frames.</summary>
    /// <param name="timeline">The performance.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="progress">Is told each frame that is done.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static FrameTrack Pack(PerformanceTimeline timeline, double rate, Action<int> progress, CancellationToken cancellationToken)
    {
        var packer = new FramePacker(rate, BlendShapeSet.Names);
        var (pose, shapes) = (new Pose(), new float[BlendShapeSet.Count]);
        for (var (frame, frames) = (0, timeline.FramesAt(rate)); frame < frames; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Sample(pose, TimeSpan.FromSeconds(frame / rate));
            BlendShapes.FromPose(pose.Visemes, pose.Face, shapes);
            packer.Add(shapes);
            progress(frame + 1);
        }

        return packer.ToTrack();
    }
}
