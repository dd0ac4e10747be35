using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// The mouth of a stream of sound whose words are known and whose times are not: weights of the 15 visemes for every 10 ms. Where the sound is not that of the text it is the mouth of
/// sound alone, until the text fits again. Allocates nothing per frame. Not thread-safe; one for each text.
/// </summary>
public sealed class TextMouth
{
    private static readonly TimeSpan MostLookAhead = TimeSpan.FromMilliseconds(100);

    private readonly LipListener _listener;
    private readonly LipFilter _filter = new();
    private readonly TextAligner _aligner;
    private readonly int _lag;
    private readonly float[] _heard;
    private readonly float[] _alone;
    private readonly float[] _weights = new float[VisemeSet.Count];
    private readonly float[] _silence = new float[VisemeSet.Count];
    private int _last = -1;
    private int _afterEnd;
    private int _closed;

    /// <summary>Begins to listen for a text.</summary>
    /// <param name="model">What has learnt to hear the mouth.</param>
    /// <param name="format">Of the sound.</param>
    /// <param name="text">What is said, as far as is known. Without words the mouth is that of sound alone.</param>
    /// <param name="pronouncer">How its words are said.</param>
    /// <exception cref="ArgumentException">The rate is none of <see cref="Resampler.Rates"/>.</exception>
    public TextMouth(LipModel model, AudioFormat format, SpokenText text, IPronouncer pronouncer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pronouncer);
        _listener = new LipListener(model, format);
        _lag = Math.Max(1, (int)((MostLookAhead - _listener.LookAhead) / LipListener.FrameLength));
        (_heard, _alone) = (new float[(_lag + 1) * VisemeSet.Count], new float[(_lag + 1) * VisemeSet.Count]);
        Graph = PhoneGraph.Of(text, pronouncer);
        _aligner = new TextAligner(Graph, _lag);
        _silence[VisemeSet.Sil] = 1;
    }

    /// <summary>How much sound after the middle of a frame is heard before it is shown: at most 100 ms.</summary>
    public TimeSpan LookAhead => _listener.LookAhead + (_lag * LipListener.FrameLength);

    /// <summary>Number of the frame that was shown last, from 0; -1 before the first. Its middle is at (number + 0.5) / <see cref="LipListener.FrameRate"/> seconds.</summary>
    public int Frame { get; private set; } = -1;

    /// <summary>Weights of the visemes in the frame; they add up to 1. Overwritten by the next frame.</summary>
    public ReadOnlySpan<float> Visemes => _weights;

    /// <summary>Whether the frame is heard as part of the text, its pauses included.</summary>
    public bool IsInText => Graph.Places[Place].Sound != FrameOdds.Other;

    /// <summary>The text.</summary>
    internal PhoneGraph Graph { get; }

    /// <summary>Where in the text the frame is.</summary>
    internal int Place => _aligner.Place;

    /// <summary>The viseme that is shown most in the frame, and how strongly: as the text's phone is, stressed or not, where it is the phone's shape, otherwise as much as is shown of it.</summary>
    internal (int Viseme, float Weight) Shape
    {
        get
        {
            var viseme = VisemeRuns.Strongest(_weights);
            var place = Graph.Places[Place];
            var isText = place.Sound == viseme || (place.Sound == FrameOdds.Schwa && PhoneShapes.IsVowel(viseme));
            return (viseme, isText ? place.Weight : _weights[viseme]);
        }
    }

    /// <summary>Takes sound up to the next frame.</summary>
    /// <param name="sound">PCM16 that follows; shrinks by what was taken.</param>
    /// <returns>Whether there is a frame; otherwise all of the sound was taken.</returns>
    public bool Next(ref ReadOnlySpan<short> sound)
    {
        while (_listener.Next(ref sound))
        {
            if (Hear(_listener.Frame, _listener.Visemes, _listener.Closure))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Once all sound was taken: the next of the frames that were still to come, as if silence followed.</summary>
    /// <returns>Whether there was a frame left.</returns>
    public bool Finish()
    {
        while (_afterEnd == 0 && _listener.Finish())
        {
            if (Hear(_listener.Frame, _listener.Visemes, _listener.Closure))
            {
                return true;
            }
        }

        while (Frame < _last)
        {
            if (Hear(_last + ++_afterEnd, _silence, 0))
            {
                return true;
            }
        }

        return false;
    }

    private bool Hear(int frame, ReadOnlySpan<float> visemes, float closure)
    {
        var slot = frame % (_lag + 1) * VisemeSet.Count;
        visemes.CopyTo(_heard.AsSpan(slot));
        _filter.Next(visemes, closure, _alone.AsSpan(slot, VisemeSet.Count));
        _last = _afterEnd == 0 ? frame : _last;
        if (!_aligner.Next(visemes, closure))
        {
            return false;
        }

        Frame = frame - _lag;
        slot = Frame % (_lag + 1) * VisemeSet.Count;
        AlignedMouth.Mix(_aligner.Votes, _heard.AsSpan(slot, VisemeSet.Count), _alone.AsSpan(slot, VisemeSet.Count), _weights);
        HoldClosure();
        return true;
    }

    // Lips that touch must be seen to touch.
    private void HoldClosure()
    {
        if (_weights[VisemeSet.PP] > 0.5f)
        {
            _closed = Math.Max(_closed, LipFilter.ShortestClosure);
        }

        if (_closed > 0 && _closed-- > 0 && _weights[VisemeSet.PP] <= 0.5f)
        {
            foreach (ref var weight in _weights.AsSpan())
            {
                weight *= 0.05f;
            }

            _weights[VisemeSet.PP] = 0.95f;
        }
    }
}
