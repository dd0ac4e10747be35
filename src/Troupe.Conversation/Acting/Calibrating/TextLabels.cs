using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>What the mouth shows while a text is said, as a network and a <see cref="TextAligner"/> find it when they may wait.</summary>
internal static class TextLabels
{
    // As late as an aligner can tell where it was: 230 ms, the length of a long sound.
    private const int Lag = PhoneLengths.Ages - 1;

    // As tools/lipsync trains it.
    private static readonly FrameLabel Schwa = new(VisemeSet.AA, (1 << VisemeSet.E) | (1 << VisemeSet.IH), 0.5f);

    private static readonly float[] Silence = [.. Enumerable.Range(0, VisemeSet.Count).Select(viseme => viseme == VisemeSet.Sil ? 1f : 0)];

    /// <summary>A label for every whole frame of 10 ms; unknown where the text does not fit the sound.</summary>
    /// <param name="model">What listens.</param>
    /// <param name="graph">The text.</param>
    /// <param name="sound">PCM16 at 16 kHz.</param>
    public static FrameLabel[] Of(LipModel model, PhoneGraph graph, ReadOnlySpan<short> sound)
    {
        var (listener, aligner, labels) = (new LipListener(model, AudioFormat.Hearing), new TextAligner(graph, Lag), new List<FrameLabel>());
        while (listener.Next(ref sound) || listener.Finish())
        {
            Take(listener.Visemes, listener.Closure);
        }

        for (var late = 0; late < Lag; late++)
        {
            Take(Silence, 0);
        }

        return [.. labels];

        void Take(ReadOnlySpan<float> visemes, float closure)
        {
            if (aligner.Next(visemes, closure))
            {
                labels.Add(Of(graph.Places[aligner.Place].Sound));
            }
        }
    }

    private static FrameLabel Of(int sound) => sound switch
    {
        FrameOdds.Other => FrameLabel.Unknown,
        FrameOdds.Schwa => Schwa,
        _ => new FrameLabel(sound, 0, LipOpening.Of(sound)),
    };
}
