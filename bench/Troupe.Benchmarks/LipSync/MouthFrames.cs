using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What a way shows for a clip: weights of the 15 visemes and an opening, frame by frame.</summary>
public sealed class MouthFrames
{
    /// <summary>Below this a weight is not seen: the mouth is at rest.</summary>
    private const float Visible = 0.05f;

    private readonly float[] _weights;
    private readonly float[] _openings;
    private readonly double _offset;

    /// <summary>Frames at rest.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="offset">Time of the first, in seconds from the clip's first sample.</param>
    public MouthFrames(int count, double rate, double offset)
    {
        _weights = new float[count * VisemeSet.Count];
        _openings = new float[count];
        Rate = rate;
        _offset = offset;
    }

    /// <summary>Frames per second.</summary>
    public double Rate { get; }

    /// <summary>How many.</summary>
    public int Count => _openings.Length;

    /// <summary>Frames for the scorer: in the middle of each of the clip's frames.</summary>
    public static MouthFrames For(LipSyncClip clip) => new(clip.Frames, LipSyncClip.FrameRate, 0.5 / LipSyncClip.FrameRate);

    /// <summary>Frames as a screen shows them, from the clip's first sample to its last.</summary>
    public static MouthFrames For(LipSyncClip clip, double rate) => new((int)(clip.Frames * rate / LipSyncClip.FrameRate), rate, 0);

    /// <summary>When a frame is shown, in seconds from the clip's first sample.</summary>
    public double TimeOf(int frame) => _offset + (frame / Rate);

    /// <summary>The first frame at a time or after it; <see cref="Count"/> when all are before.</summary>
    public int From(double time) => Math.Clamp((int)Math.Ceiling(((time - _offset) * Rate) - 1e-9), 0, Count);

    /// <summary>Weights of a frame, to read and to write.</summary>
    public Span<float> Weights(int frame) => _weights.AsSpan(frame * VisemeSet.Count, VisemeSet.Count);

    /// <summary>Opening of a frame, to read and to write: 0 for lips that touch, 1 for wide open.</summary>
    public ref float Opening(int frame) => ref _openings[frame];

    /// <summary>Fills every frame with what cues show in it.</summary>
    /// <param name="cues">Of the clip.</param>
    /// <param name="pose">To work with.</param>
    public void Sample(ReadOnlySpan<VisemeCue> cues, Pose pose)
    {
        for (var frame = 0; frame < Count; frame++)
        {
            pose.Sample(cues, [], TimeSpan.FromSeconds(TimeOf(frame)));
            pose.Visemes.CopyTo(Weights(frame));
            Opening(frame) = LipClasses.Opening(pose.Visemes);
        }
    }

    /// <summary>The viseme that a frame shows most: that of the greatest weight; silence when none is visible.</summary>
    public int Shown(int frame)
    {
        var weights = Weights(frame);
        var shown = VisemeSet.Sil;
        for (var viseme = 1; viseme < weights.Length; viseme++)
        {
            shown = weights[viseme] > weights[shown] ? viseme : shown;
        }

        return weights[shown] < Visible ? VisemeSet.Sil : shown;
    }
}
