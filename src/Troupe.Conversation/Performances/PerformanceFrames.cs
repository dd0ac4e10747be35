using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Performances;

/// <summary>Draws a performance to packed frames: the poses of its cues at a fixed rate, from its first sample until its end.</summary>
public static class PerformanceFrames
{
    /// <summary>Frames of the 15 visemes.</summary>
    /// <param name="timeline">The performance.</param>
    /// <param name="rate">Frames per second, 1 to 1000.</param>
    /// <param name="progress">Is told how many frames are done; null when nobody asks.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static FrameTrack Visemes(PerformanceTimeline timeline, double rate, Action<int>? progress = null, CancellationToken cancellationToken = default) =>
        Draw(timeline, rate, VisemeSet.Names, static (pose, weights) => pose.Visemes.CopyTo(weights), progress, cancellationToken);

    /// <summary>Frames of the 52 ARKit blend shapes.</summary>
    /// <param name="timeline">The performance.</param>
    /// <param name="rate">Frames per second, 1 to 1000.</param>
    /// <param name="progress">Is told how many frames are done; null when nobody asks.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static FrameTrack BlendShapes(PerformanceTimeline timeline, double rate, Action<int>? progress = null, CancellationToken cancellationToken = default) =>
        Draw(timeline, rate, BlendShapeSet.Names, static (pose, weights) => Acting.BlendShapes.FromPose(pose.Visemes, pose.Face, weights), progress, cancellationToken);

    private static FrameTrack Draw(
        PerformanceTimeline timeline, double rate, IReadOnlyList<string> names, Action<Pose, float[]> weightsOf, Action<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var (packer, pose, weights) = (new FramePacker(rate, names), new Pose(), new float[names.Count]);
        for (var (frame, frames) = (0, timeline.FramesAt(rate)); frame < frames; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Sample(pose, TimeSpan.FromSeconds(frame / rate));
            weightsOf(pose, weights);
            packer.Add(weights);
            progress?.Invoke(frame + 1);
        }

        return packer.ToTrack();
    }
}
