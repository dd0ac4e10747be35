namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// What a network hears, frame by frame, to a mouth that moves as mouths do. A hidden Markov model of the visemes (Rabiner 1989, https://doi.org/10.1109/5.18626; forward pass only, so it adds no delay)
/// takes out changes that last a frame. Lips that touch are exempt, as they do so for a few frames only: closed by what the network says of them, they stay closed
/// for <see cref="ShortestClosure"/> frames. The constants were chosen on voices that are not among the scored sets (<c>tools/lipsync/README.md</c>). Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class LipFilter
{
    /// <summary>Frames for which closed lips stay closed: 40 ms.</summary>
    public const int ShortestClosure = 4;

    /// <summary>Probability that a viseme goes on for another frame.</summary>
    private const float Stay = 0.15f;

    /// <summary>From this probability on the lips touch: the geometric mean of what the head of closure and the odds of PP say.</summary>
    private const float Touching = 0.4f;

    /// <summary>How much of the mouth is left to others while the lips touch.</summary>
    private const float BesideClosure = 0.05f;

    private readonly float[] _belief = new float[VisemeSet.Count];
    private int _closed;

    /// <summary>Makes a filter at rest.</summary>
    public LipFilter() => Reset();

    /// <summary>Takes what was heard in the next frame.</summary>
    /// <param name="visemes">15 probabilities.</param>
    /// <param name="closure">Probability that the lips touch.</param>
    /// <param name="weights">Gets 15 weights that add up to 1.</param>
    public void Next(ReadOnlySpan<float> visemes, float closure, Span<float> weights)
    {
        Believe(visemes);
        var touch = Touch(MathF.Sqrt(closure * visemes[VisemeSet.PP]));
        for (var viseme = 0; viseme < weights.Length; viseme++)
        {
            weights[viseme] = viseme == VisemeSet.FF ? visemes[viseme] : _belief[viseme];
        }

        weights[VisemeSet.PP] = 0;
        Normalise(weights, touch ? BesideClosure : 1);
        weights[VisemeSet.PP] = touch ? 1 - BesideClosure : 0;
    }

    /// <summary>Begins anew, at rest.</summary>
    public void Reset()
    {
        Array.Clear(_belief);
        _belief[VisemeSet.Sil] = 1;
        _closed = 0;
    }

    private bool Touch(float closure)
    {
        _closed = closure >= Touching || (_closed > 0 && _closed < ShortestClosure) ? _closed + 1 : 0;
        return _closed > 0;
    }

    private void Believe(ReadOnlySpan<float> visemes)
    {
        const float change = (1 - Stay) / (VisemeSet.Count - 1);
        for (var viseme = 0; viseme < _belief.Length; viseme++)
        {
            // A little for each: no viseme is ever so unlikely that it could not come back at once.
            _belief[viseme] = ((_belief[viseme] * (Stay - change)) + change) * (visemes[viseme] + 1e-4f);
        }

        Normalise(_belief, 1);
    }

    private static void Normalise(Span<float> values, float total)
    {
        var sum = 1e-12f;
        foreach (var value in values)
        {
            sum += value;
        }

        foreach (ref var value in values)
        {
            value *= total / sum;
        }
    }
}
