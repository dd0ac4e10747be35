using System.Runtime.InteropServices;
using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Sound alone, through the cues that a conversation and a performance file carry: what these lose of <see cref="AudioWay"/>.</summary>
/// <param name="model">What it has learnt.</param>
public sealed class AudioCuesWay(LipModel model) : ILipSyncWay
{
    private readonly AudioCues _cues = new(model, AudioFormat.Hearing);
    private readonly List<VisemeCue> _list = [];
    private readonly Pose _pose = new();

    public string Name => "audio_cues";

    public TimeSpan LookAhead => _cues.LookAhead;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Show(clip, frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        var time = Repetitions.Time(() => Show(clip, frames)).Median / 1000 / frames.Count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Show(clip, frames);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames.Count);
    }

    private void Show(LipSyncClip clip, MouthFrames frames)
    {
        _list.Clear();
        _cues.Add(clip.Sound.Span, _list);
        _cues.Finish(_list);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            _pose.Sample(CollectionsMarshal.AsSpan(_list), [], TimeSpan.FromSeconds(frames.TimeOf(frame)));
            _pose.Visemes.CopyTo(frames.Weights(frame));
            frames.Opening(frame) = LipClasses.Opening(_pose.Visemes);
        }
    }
}
