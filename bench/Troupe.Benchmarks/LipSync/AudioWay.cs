using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.LipSync;

/// <summary>Sound alone, as it ships: the network hears the mouth, some frames late, and the mouth shows it.</summary>
/// <param name="model">What it has learnt.</param>
/// <param name="name">What it is called.</param>
public sealed class AudioWay(LipModel model, string name = "audio") : ILipSyncWay
{
    private readonly AudioMouth _mouth = new(model, AudioFormat.Hearing);

    public string Name => name;

    public TimeSpan LookAhead => _mouth.LookAhead;

    public bool IsGrantedLag => false;

    public MouthFrames Perform(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        Hear(clip.Sound.Span, frames);
        return frames;
    }

    public WayCost Cost(LipSyncClip clip)
    {
        var frames = MouthFrames.For(clip);
        return WayCost.Of(frames.Count, () => Hear(clip.Sound.Span, frames));
    }

    private void Hear(ReadOnlySpan<short> sound, MouthFrames frames)
    {
        _mouth.Reset();
        while (_mouth.Next(ref sound) || _mouth.Finish())
        {
            _mouth.Visemes.CopyTo(frames.Weights(_mouth.Frame));
            frames.Opening(_mouth.Frame) = _mouth.Opening;
        }
    }
}
