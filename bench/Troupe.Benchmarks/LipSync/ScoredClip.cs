using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What was shown for a clip beside what should have been, frame by frame of 10 ms and at any lag.</summary>
public sealed class ScoredClip
{
    private readonly int[] _shown;
    private readonly MouthFrames _frames;

    /// <summary>Puts the two beside each other.</summary>
    public ScoredClip(MouthTruth truth, MouthFrames frames)
    {
        Truth = truth;
        _frames = frames;
        _shown = [.. Enumerable.Range(0, frames.Count).Select(frames.Shown)];
    }

    /// <summary>What should be shown.</summary>
    public MouthTruth Truth { get; }

    /// <summary>Number of frames.</summary>
    public int Count => Truth.Frames.Count;

    /// <summary>Whether somebody speaks in a frame; only such frames count.</summary>
    public bool IsSpeech(int frame) => !Truth.Frames[frame].IsRest;

    /// <summary>The viseme shown for a frame when the mouth is so many frames late; before and behind the clip it rests.</summary>
    public int Shown(int frame, int lag) => frame + lag >= 0 && frame + lag < _shown.Length ? _shown[frame + lag] : VisemeSet.Sil;

    /// <summary>The opening shown for a frame at a lag.</summary>
    public double Opening(int frame, int lag) => frame + lag >= 0 && frame + lag < _shown.Length ? _frames.Opening(frame + lag) : 0;

    /// <summary>The class that should be shown in a frame.</summary>
    public LipClass TrueClass(int frame) => LipClasses.Of(Truth.Frames[frame].Viseme);

    /// <summary>The class shown for a frame at a lag.</summary>
    public LipClass ShownClass(int frame, int lag) => LipClasses.Of(Shown(frame, lag));
}
