using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// The mouth of a stream of sound of which nothing else is known: weights of the 15 visemes and an opening for every 10 ms, at rest in silence, breath and music.
/// As <see cref="LipListener"/> hears it, moved as mouths move. Allocates nothing per frame. Not thread-safe; one for each stream.
/// </summary>
/// <param name="model">What it has learnt.</param>
/// <param name="format">Of the sound.</param>
/// <exception cref="ArgumentException">The rate is none of <see cref="Resampler.Rates"/>.</exception>
public sealed class AudioMouth(LipModel model, AudioFormat format)
{
    private readonly LipListener _listener = new(model, format);
    private readonly LipFilter _filter = new();
    private readonly float[] _weights = new float[VisemeSet.Count];

    /// <summary>How much sound after the middle of a frame is heard before it is shown.</summary>
    public TimeSpan LookAhead => _listener.LookAhead;

    /// <summary>Number of the frame that was shown last, from 0; -1 before the first. Its middle is at (number + 0.5) / <see cref="LipListener.FrameRate"/> seconds.</summary>
    public int Frame => _listener.Frame;

    /// <summary>Weights of the visemes in the frame; they add up to 1. Overwritten by the next frame.</summary>
    public ReadOnlySpan<float> Visemes => _weights;

    /// <summary>How far the mouth is open in the frame, 0 to 1; at most 0.1 while the lips touch.</summary>
    public float Opening { get; private set; }

    /// <summary>Takes sound up to the next frame.</summary>
    /// <param name="sound">PCM16 that follows; shrinks by what was taken.</param>
    /// <returns>Whether there is a frame; otherwise all of the sound was taken.</returns>
    public bool Next(ref ReadOnlySpan<short> sound) => Show(_listener.Next(ref sound));

    /// <summary>Once all sound was taken: the next of the frames that were still to come, as if silence followed. After the last one the mouth begins anew.</summary>
    /// <returns>Whether there was a frame left.</returns>
    public bool Finish()
    {
        var shown = Show(_listener.Finish());
        if (!shown)
        {
            _filter.Reset();
        }

        return shown;
    }

    /// <summary>Begins anew, at rest.</summary>
    public void Reset()
    {
        _listener.Reset();
        _filter.Reset();
    }

    private bool Show(bool answered)
    {
        if (answered)
        {
            _filter.Next(_listener.Visemes, _listener.Closure, _weights);

            // Two guesses of one thing: their mean is nearer than either.
            Opening = (_listener.Opening + LipOpening.Of(_listener.Visemes)) / 2 * (1 - _weights[VisemeSet.PP]);
        }

        return answered;
    }
}
