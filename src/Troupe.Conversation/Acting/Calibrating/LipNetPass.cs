using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>A <see cref="LipNet"/> over several sequences at once, which can learn. Rows are ordered by time, then by sequence. Not thread-safe.</summary>
internal sealed class LipNetPass
{
    private readonly LipNetWeights _weights;
    private readonly int _rows;
    private readonly LinearPass _front;
    private readonly RecurrentPass _first;
    private readonly RecurrentPass _second;
    private readonly LinearPass _heads;
    private readonly float[] _heard;
    private readonly float[] _fronts;
    private readonly float[] _sums;
    private readonly float[] _frontSlopes;
    private readonly float[] _firstSlopes;
    private readonly float[] _sumSlopes;

    /// <summary>A network that begins with weights and may change its own copy of them.</summary>
    /// <param name="weights">What it begins with.</param>
    /// <param name="sequences">Sequences at once.</param>
    /// <param name="frames">Frames of each.</param>
    public LipNetPass(LipNetWeights weights, int sequences, int frames)
    {
        (_weights, Sequences, Frames, _rows) = (weights, sequences, frames, sequences * frames);
        _front = new LinearPass(weights.Front, weights.FrontBias, _rows);
        _first = new RecurrentPass(weights.First, weights.Units, sequences, frames);
        _second = new RecurrentPass(weights.Second, weights.Units, sequences, frames);
        _heads = new LinearPass(weights.Heads, weights.HeadsBias, _rows);
        _heard = new float[_rows * LipNetWeights.Context * LipNetBands.Count];
        (_fronts, _sums) = (new float[_rows * weights.Units], new float[_rows * weights.Units]);
        (_frontSlopes, _firstSlopes, _sumSlopes) = (new float[_rows * weights.Units], new float[_rows * weights.Units], new float[_rows * weights.Units]);
        Answers = new float[_rows * LipNetWeights.Answers];
        Parameters =
        [
            _front.Weights, _front.Bias,
            _first.Input.Weights, _first.State.Weights, _first.Input.Bias, _first.State.Bias,
            _second.Input.Weights, _second.State.Weights, _second.Input.Bias, _second.State.Bias,
            _heads.Weights, _heads.Bias,
        ];
    }

    /// <summary>Sequences at once.</summary>
    public int Sequences { get; }

    /// <summary>Frames of each.</summary>
    public int Frames { get; }

    /// <summary>What can be learned, in the order of the file of weights.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What came out, before softmax and sigmoids: a row of <see cref="LipNetWeights.Answers"/> for each frame of each sequence.</summary>
    public float[] Answers { get; }

    /// <summary>Hears a frame of a sequence; all are to be heard before <see cref="Forward"/>.</summary>
    /// <param name="frame">Which.</param>
    /// <param name="sequence">Of which.</param>
    /// <param name="bands">The energies of that frame, as <see cref="LipNetBands"/> gives them.</param>
    public void Hear(int frame, int sequence, ReadOnlySpan<float> bands)
    {
        for (var later = 0; later < LipNetWeights.Context && frame + later < Frames; later++)
        {
            // The frame is the newest of its own row, and one older in each row that follows.
            var place = Heard(frame + later, sequence).Slice((LipNetWeights.Context - 1 - later) * LipNetBands.Count, LipNetBands.Count);
            for (var band = 0; band < place.Length; band++)
            {
                place[band] = (bands[band] - _weights.Mean[band]) / _weights.Deviation[band];
            }
        }

        // Before the first frame is the mean of everything, which is zero.
        for (var row = 0; frame == 0 && row < Math.Min(LipNetWeights.Context - 1, Frames); row++)
        {
            Heard(row, sequence)[..((LipNetWeights.Context - 1 - row) * LipNetBands.Count)].Clear();
        }
    }

    /// <summary>Answers what was heard.</summary>
    public void Forward()
    {
        _front.Forward(_heard, _fronts);
        foreach (ref var value in _fronts.AsSpan())
        {
            value = MathF.Max(0, value);
        }

        _first.Forward(_fronts);
        _second.Forward(_first.Output);
        for (var at = 0; at < _sums.Length; at++)
        {
            _sums[at] = _first.Output[at] + _second.Output[at];
        }

        _heads.Forward(_sums, Answers);
    }

    /// <summary>The viseme that the answer to a frame of a sequence takes for the most likely.</summary>
    public int Best(int frame, int sequence)
    {
        var answers = Answers.AsSpan(((frame * Sequences) + sequence) * LipNetWeights.Answers, VisemeSet.Count);
        var best = 0;
        for (var viseme = 1; viseme < answers.Length; viseme++)
        {
            best = answers[viseme] > answers[best] ? viseme : best;
        }

        return best;
    }

    /// <summary>Adds to the gradients of all <see cref="Parameters"/>.</summary>
    /// <param name="slopes">Of the loss by each of <see cref="Answers"/>.</param>
    public void Backward(ReadOnlySpan<float> slopes)
    {
        Array.Clear(_sumSlopes);
        _heads.Backward(slopes, _sumSlopes);
        _heads.Learn(_sums, slopes);
        _sumSlopes.CopyTo(_firstSlopes, 0);
        _second.Backward(_first.Output, _sumSlopes, _firstSlopes);
        Array.Clear(_frontSlopes);
        _first.Backward(_fronts, _firstSlopes, _frontSlopes);
        for (var at = 0; at < _fronts.Length; at++)
        {
            _frontSlopes[at] = _fronts[at] > 0 ? _frontSlopes[at] : 0;
        }

        _front.Learn(_heard, _frontSlopes);
    }

    private Span<float> Heard(int frame, int sequence)
    {
        const int Row = LipNetWeights.Context * LipNetBands.Count;
        return _heard.AsSpan(((frame * Sequences) + sequence) * Row, Row);
    }
}
