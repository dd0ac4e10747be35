using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>A piece of speech whose mouth is known.</summary>
internal sealed class HeardClip
{
    private readonly float[] _bands;

    private HeardClip(float[] bands, IReadOnlyList<FrameLabel> labels) => (_bands, Labels) = (bands, labels);

    /// <summary>What the mouth shows in each frame of 10 ms.</summary>
    public IReadOnlyList<FrameLabel> Labels { get; }

    /// <summary>Frames.</summary>
    public int Count => Labels.Count;

    /// <summary>Hears a clip.</summary>
    /// <param name="sound">PCM16 at 16 kHz.</param>
    /// <param name="labels">One for each frame; those after the end of the sound are left out.</param>
    public static HeardClip Of(ReadOnlySpan<short> sound, IReadOnlyList<FrameLabel> labels)
    {
        var bands = new LipNetBands();
        var heard = new float[labels.Count * LipNetBands.Count];
        var frames = 0;
        while (frames < labels.Count && bands.Next(ref sound, heard.AsSpan(frames * LipNetBands.Count, LipNetBands.Count)))
        {
            frames++;
        }

        return new HeardClip(heard, [.. labels.Take(frames)]);
    }

    /// <summary>The energies of a frame.</summary>
    public ReadOnlySpan<float> Bands(int frame) => _bands.AsSpan(frame * LipNetBands.Count, LipNetBands.Count);
}
