using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>The voice tells its phones and their times: the conversation plans the mouth of a phrase and every frame is a sample of the plan.</summary>
/// <param name="settings">What of the sounds is shown.</param>
public sealed class TimedWay(LipSyncSettings settings) : ILipSyncWay
{
    /// <summary>As conversations show it by default.</summary>
    public TimedWay()
        : this(LipSyncSettings.Natural)
    {
    }

    public string Name => "timed";

    public TimeSpan LookAhead => TimeSpan.Zero;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Sample(Plan(clip), new Pose(), frames);
        return frames;
    }

    /// <summary>The same as a screen of a rate shows it.</summary>
    public MouthFrames Show(LipSyncClip clip, double rate)
    {
        var frames = MouthFrames.For(clip, rate);
        Sample(Plan(clip), new Pose(), frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        var pose = new Pose();
        var time = Repetitions.Time(() => Sample(Plan(clip), pose, frames)).Median / 1000 / frames.Count;
        var cues = Plan(clip);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sample(cues, pose, frames);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames.Count);
    }

    private VisemeCue[] Plan(LipSyncClip clip) => [.. Coarticulation.Plan(clip.Phones, settings)];

    private static void Sample(VisemeCue[] cues, Pose pose, MouthFrames frames)
    {
        for (var frame = 0; frame < frames.Count; frame++)
        {
            pose.Sample(cues, [], TimeSpan.FromSeconds(frames.TimeOf(frame)));
            pose.Visemes.CopyTo(frames.Weights(frame));
            frames.Opening(frame) = LipClasses.Opening(pose.Visemes);
        }
    }
}
