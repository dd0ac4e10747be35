namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// Hears the mouth in sound alone: 16 kHz in, every 10 ms the 15 visemes, the opening of the mouth and the closure of the lips as they were some frames before. A convolution over three frames of
/// <see cref="LipNetBands"/>, two gated recurrent layers and their sum; <c>tools/lipsync</c> defines and trains it. Allocates nothing per frame. Not thread-safe; one for each stream.
/// </summary>
internal sealed class LipNet(LipNetWeights weights)
{
    private readonly LipNetBands _bands = new();
    private readonly float[] _newest = new float[LipNetBands.Count];
    private readonly float[] _heard = new float[LipNetWeights.Context * LipNetBands.Count];
    private readonly float[] _front = new float[weights.Units];
    private readonly Layer _first = new(weights.First, weights.Units);
    private readonly Layer _second = new(weights.Second, weights.Units);
    private readonly float[] _sum = new float[weights.Units];
    private readonly float[] _answers = new float[LipNetWeights.Answers];

    /// <summary>Of the last answer: the natural logarithms of the 15 probabilities, exact also where these are too small for a number of 32 bits.</summary>
    public ReadOnlySpan<float> LogOdds => _answers.AsSpan(0, VisemeSet.Count);

    /// <summary>How long after the middle of a frame its answer is known: the delay in frames, and half a frame.</summary>
    public TimeSpan LookAhead => LookAheadOf(weights);

    /// <summary>The same of weights.</summary>
    public static TimeSpan LookAheadOf(LipNetWeights weights) => TimeSpan.FromSeconds((double)((weights.Delay + 1) * LipNetBands.Hop) / LipNetBands.SampleRate);

    /// <summary>Takes sound up to the next answer. The first <see cref="LipNetWeights.Delay"/> answers are about the time before the sound.</summary>
    /// <param name="sound">PCM16 at 16 kHz that follows; shrinks by what was taken.</param>
    /// <param name="visemes">Gets 15 probabilities, which add up to 1, when there is an answer.</param>
    /// <param name="opening">How far the mouth is open, 0 to 1.</param>
    /// <param name="closure">The probability that the lips touch.</param>
    /// <returns>Whether there is an answer; otherwise all of the sound was taken.</returns>
    public bool Next(ref ReadOnlySpan<short> sound, scoped Span<float> visemes, out float opening, out float closure)
    {
        (opening, closure) = (0, 0);
        if (!_bands.Next(ref sound, _newest))
        {
            return false;
        }

        Hear();
        Answer(visemes);
        (opening, closure) = (Sigmoid(_answers[VisemeSet.Count]), Sigmoid(_answers[VisemeSet.Count + 1]));
        return true;
    }

    /// <summary>Begins anew, as after silence.</summary>
    public void Reset()
    {
        _bands.Reset();
        Array.Clear(_heard);
        _first.Reset();
        _second.Reset();
    }

    private void Hear()
    {
        _heard.AsSpan(LipNetBands.Count).CopyTo(_heard);
        var newest = _heard.AsSpan(_heard.Length - LipNetBands.Count);
        for (var band = 0; band < newest.Length; band++)
        {
            newest[band] = (_newest[band] - weights.Mean[band]) / weights.Deviation[band];
        }

        Rows.Product(weights.Front, weights.FrontBias, _heard, _front);
        foreach (ref var value in _front.AsSpan())
        {
            value = MathF.Max(0, value);
        }

        var first = _first.Step(_front);
        var second = _second.Step(first);
        for (var unit = 0; unit < _sum.Length; unit++)
        {
            _sum[unit] = first[unit] + second[unit];
        }

        Rows.Product(weights.Heads, weights.HeadsBias, _sum, _answers);
    }

    private void Answer(Span<float> visemes)
    {
        var logits = _answers.AsSpan(0, VisemeSet.Count);
        var most = logits[0];
        foreach (var logit in logits)
        {
            most = MathF.Max(most, logit);
        }

        var total = 0f;
        for (var viseme = 0; viseme < logits.Length; viseme++)
        {
            visemes[viseme] = MathF.Exp(logits[viseme] - most);
            total += visemes[viseme];
        }

        var norm = most + MathF.Log(total);
        for (var viseme = 0; viseme < logits.Length; viseme++)
        {
            visemes[viseme] /= total;
            logits[viseme] -= norm;
        }
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

    /// <summary>A gated recurrent layer and its state.</summary>
    private sealed class Layer(GruWeights weights, int units)
    {
        private readonly float[] _state = new float[units];
        private readonly float[] _fromInput = new float[3 * units];
        private readonly float[] _fromState = new float[3 * units];

        public ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
        {
            Rows.Product(weights.Input, weights.InputBias, input, _fromInput);
            Rows.Product(weights.State, weights.StateBias, _state, _fromState);
            for (var unit = 0; unit < units; unit++)
            {
                var reset = Sigmoid(_fromInput[unit] + _fromState[unit]);
                var update = Sigmoid(_fromInput[units + unit] + _fromState[units + unit]);
                var fresh = MathF.Tanh(_fromInput[(2 * units) + unit] + (reset * _fromState[(2 * units) + unit]));
                _state[unit] = ((1 - update) * fresh) + (update * _state[unit]);
            }

            return _state;
        }

        public void Reset() => Array.Clear(_state);
    }
}
