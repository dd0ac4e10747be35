namespace Troupe.Conversation.Hearing;

/// <summary>
/// How strongly each band of what is played comes back in the microphone, learnt from what came back: a spectral envelope of the echo's path (C. Faller
/// and C. Tournery, "Robust acoustic echo control using a simple echo path model", 2006), with the reverberation of one of several rooms. Allocates nothing.
/// Not thread-safe.
/// </summary>
internal sealed class EchoPath
{
    /// <summary>
    /// Reverberation to choose from: what is left of its power after a step of 8 ms, where sound decays by 60 dB in 0.15, 0.35 and 0.75 s, and how much of
    /// what is played goes into it.
    /// </summary>
    private static readonly (float Decay, float Share)[] Rooms = [(0.48f, 1), (0.73f, 0.3f), (0.73f, 1), (0.86f, 0.15f), (0.86f, 0.4f), (0.86f, 1)];

    /// <summary>The share of windows that lie below the learnt strength: what varies about it is not mistaken for a person.</summary>
    private const float Quantile = 0.75f;

    /// <summary>Largest and smallest step of learning, in dB.</summary>
    private const float FirstStep = 6, LastStep = 0.4f;

    private readonly float[] _tails = new float[Rooms.Length * EchoBands.Count];
    private readonly float[] _sums = new float[Rooms.Length * EchoBands.Count];
    private readonly float[] _gains = new float[Rooms.Length * EchoBands.Count];
    private readonly float[] _learnt = new float[EchoBands.Count];
    private readonly float[] _loudest = new float[EchoBands.Count];
    private readonly float[] _spread = new float[Rooms.Length];
    private readonly float[] _heard = new float[EchoBands.Count];
    private int _best = 1;

    /// <summary>Windows from which it has learnt since it was forgotten.</summary>
    public int Windows { get; private set; }

    /// <summary>Takes one step.</summary>
    /// <param name="heard">Powers in the microphone.</param>
    /// <param name="played">Powers of what is played, as delayed.</param>
    public void Step(ReadOnlySpan<float> heard, ReadOnlySpan<float> played)
    {
        for (var band = 0; band < EchoBands.Count; band++)
        {
            _heard[band] += heard[band];
            _loudest[band] = Math.Max(0.998f * _loudest[band], played[band]);
            for (var room = 0; room < Rooms.Length; room++)
            {
                var at = (room * EchoBands.Count) + band;
                _sums[at] += played[band] + (Rooms[room].Share * _tails[at]);
                _tails[at] = Rooms[room].Decay * (played[band] + _tails[at]);
            }
        }
    }

    /// <summary>How far the steps since the last window lie above what is expected to come back, in dB on average over the bands that sound.</summary>
    /// <param name="noise">Powers of noise per step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="margin">What may lie above, in dB.</param>
    public float Excess(ReadOnlySpan<float> noise, int steps, float margin)
    {
        float excess = 0;
        for (var band = 0; band < EchoBands.Count; band++)
        {
            var at = (_best * EchoBands.Count) + band;
            var expected = (_sums[at] * MathF.Pow(10, _gains[at] / 10)) + (2 * steps * noise[band]);
            excess += Math.Clamp((10 * MathF.Log10((_heard[band] + 1e-12f) / (expected + 1e-12f))) - margin, 0, 12);
        }

        return excess / EchoBands.Count;
    }

    /// <summary>Ends a window.</summary>
    /// <param name="noise">Powers of noise per step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="learnUp">Whether what came back may be more than was known; false while a person speaks.</param>
    public void EndWindow(ReadOnlySpan<float> noise, int steps, bool learnUp)
    {
        var any = false;
        for (var band = 0; band < EchoBands.Count; band++)
        {
            // Only while the band is played: its reverberation would be taken for gain.
            if (_sums[band] > steps * 0.03f * _loudest[band] && _loudest[band] > 1e-8f)
            {
                any = true;
                Learn(band, noise[band] * steps, learnUp);
            }
        }

        if (any)
        {
            Windows++;
            _best = 0;
            for (var room = 1; room < Rooms.Length; room++)
            {
                _best = _spread[room] < _spread[_best] ? room : _best;
            }
        }

        Array.Clear(_heard);
        Array.Clear(_sums);
    }

    /// <summary>Forgets what was learnt.</summary>
    public void Forget()
    {
        Array.Clear(_learnt);
        Array.Clear(_spread);
        Array.Clear(_gains);
        Windows = 0;
    }

    private void Learn(int band, float noise, bool learnUp)
    {
        var audible = _heard[band] > 3 * noise;
        var step = Math.Max(LastStep, FirstStep / ++_learnt[band]);
        for (var room = 0; room < Rooms.Length; room++)
        {
            var at = (room * EchoBands.Count) + band;
            var gain = 10 * MathF.Log10((_heard[band] + 1e-12f) / (_sums[at] + 1e-12f));
            var above = gain - _gains[at];
            if (_learnt[band] == 1)
            {
                _gains[at] = gain;
                continue;
            }

            if (audible)
            {
                _spread[room] += 0.01f * (Math.Min(12, Math.Abs(above)) - _spread[room]);
            }

            if (above <= 0)
            {
                _gains[at] += Math.Max(above, -step * 2 * (1 - Quantile));
            }
            else if (audible && learnUp)
            {
                _gains[at] += Math.Min(above, step * 2 * Quantile);
            }
        }
    }
}
