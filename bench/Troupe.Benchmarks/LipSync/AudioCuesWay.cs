using System.Runtime.InteropServices;
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
        return WayCost.Of(frames.Count, () => Show(clip, frames));
    }

    private void Show(LipSyncClip clip, MouthFrames frames)
    {
        _list.Clear();
        _cues.Add(clip.Sound.Span, _list);
        _cues.Finish(_list);
        frames.Sample(CollectionsMarshal.AsSpan(_list), _pose);
    }
}
