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
        frames.Sample(Plan(clip), new Pose());
        return frames;
    }

    /// <summary>The same as a screen of a rate shows it.</summary>
    public MouthFrames Show(LipSyncClip clip, double rate)
    {
        var frames = MouthFrames.For(clip, rate);
        frames.Sample(Plan(clip), new Pose());
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        var pose = new Pose();
        return WayCost.Of(frames.Count, () => Plan(clip), cues => frames.Sample(cues, pose));
    }

    private VisemeCue[] Plan(LipSyncClip clip) => [.. Coarticulation.Plan(clip.Phones, settings)];
}
