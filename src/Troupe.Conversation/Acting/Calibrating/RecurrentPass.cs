using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>
/// A gated recurrent layer (Cho et al. 2014, https://arxiv.org/abs/1406.1078) over several sequences at once, and its gradient through time. Rows are ordered by time, then by sequence.
/// The equations are those of <see cref="LipNet"/>. Not thread-safe.
/// </summary>
/// <param name="weights">What it begins with.</param>
/// <param name="units">Numbers in the state.</param>
/// <param name="sequences">Sequences at once.</param>
/// <param name="frames">Frames of each.</param>
internal sealed class RecurrentPass(GruWeights weights, int units, int sequences, int frames)
{
    private readonly int _step = sequences * units;
    private readonly float[] _fromInput = new float[frames * sequences * 3 * units];
    private readonly float[] _fromState = new float[frames * sequences * 3 * units];

    // The state before each frame, and after the last: zero before the first.
    private readonly float[] _states = new float[(frames + 1) * sequences * units];
    private readonly float[] _inputSlopes = new float[frames * sequences * 3 * units];
    private readonly float[] _stateSlopes = new float[frames * sequences * 3 * units];
    private readonly float[] _carried = new float[sequences * units];
    private readonly float[] _before = new float[sequences * units];

    /// <summary>On the input.</summary>
    public LinearPass Input { get; } = new(weights.Input, weights.InputBias, frames * sequences);

    /// <summary>On the state.</summary>
    public LinearPass State { get; } = new(weights.State, weights.StateBias, frames * sequences);

    /// <summary>What comes out of each frame, after <see cref="Forward"/>.</summary>
    public ReadOnlySpan<float> Output => _states.AsSpan(_step);

    /// <summary>Runs all sequences from silence.</summary>
    /// <param name="input">A row of units for each frame of each sequence.</param>
    public void Forward(ReadOnlySpan<float> input)
    {
        Input.Forward(input, _fromInput);
        for (var frame = 0; frame < frames; frame++)
        {
            var before = _states.AsSpan(frame * _step, _step);
            State.Forward(before, _fromState.AsSpan(frame * 3 * _step, 3 * _step));
            Step(frame, before, _states.AsSpan((frame + 1) * _step, _step));
        }
    }

    /// <summary>What a change of the input does, from what a change of the output does; adds to the gradients. What <see cref="Forward"/> left is used up.</summary>
    /// <param name="input">As for <see cref="Forward"/>.</param>
    /// <param name="slopes">Of the loss by each number that came out.</param>
    /// <param name="inputSlopes">Is added to: of the loss by each number that went in.</param>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> slopes, Span<float> inputSlopes)
    {
        Array.Clear(_carried);
        for (var frame = frames - 1; frame >= 0; frame--)
        {
            BackStep(frame, slopes.Slice(frame * _step, _step));
            var here = _stateSlopes.AsSpan(frame * 3 * _step, 3 * _step);
            _before.CopyTo(_carried, 0);
            if (frame == frames - 1)
            {
                State.Backward(here, _carried);
            }
            else
            {
                State.BackwardAgain(here, _carried);
            }
        }

        Input.Backward(_inputSlopes, inputSlopes);
        Input.Learn(input, _inputSlopes);
        State.Learn(_states.AsSpan(0, frames * _step), _stateSlopes);
    }

    private void Step(int frame, ReadOnlySpan<float> before, Span<float> after)
    {
        for (var sequence = 0; sequence < sequences; sequence++)
        {
            var fromInput = Gates(_fromInput, frame, sequence);
            var fromState = Gates(_fromState, frame, sequence);
            for (var unit = 0; unit < units; unit++)
            {
                // The gates take the place of what they were made from: the way back needs them, not that.
                var reset = fromInput[unit] = Sigmoid(fromInput[unit] + fromState[unit]);
                var update = fromInput[units + unit] = Sigmoid(fromInput[units + unit] + fromState[units + unit]);
                var fresh = fromInput[(2 * units) + unit] = MathF.Tanh(fromInput[(2 * units) + unit] + (reset * fromState[(2 * units) + unit]));
                var at = (sequence * units) + unit;
                after[at] = ((1 - update) * fresh) + (update * before[at]);
            }
        }
    }

    private void BackStep(int frame, ReadOnlySpan<float> slopes)
    {
        var before = _states.AsSpan(frame * _step, _step);
        for (var sequence = 0; sequence < sequences; sequence++)
        {
            var gates = Gates(_fromInput, frame, sequence);
            var fromState = Gates(_fromState, frame, sequence);
            var inputSlopes = Gates(_inputSlopes, frame, sequence);
            var stateSlopes = Gates(_stateSlopes, frame, sequence);
            for (var unit = 0; unit < units; unit++)
            {
                var at = (sequence * units) + unit;
                var (reset, update, fresh) = (gates[unit], gates[units + unit], gates[(2 * units) + unit]);
                var slope = slopes[at] + _carried[at];
                _before[at] = slope * update;
                var freshSlope = slope * (1 - update) * (1 - (fresh * fresh));
                var resetSlope = freshSlope * fromState[(2 * units) + unit] * reset * (1 - reset);
                var updateSlope = slope * (before[at] - fresh) * update * (1 - update);
                (inputSlopes[unit], inputSlopes[units + unit], inputSlopes[(2 * units) + unit]) = (resetSlope, updateSlope, freshSlope);
                (stateSlopes[unit], stateSlopes[units + unit], stateSlopes[(2 * units) + unit]) = (resetSlope, updateSlope, freshSlope * reset);
            }
        }
    }

    private Span<float> Gates(float[] all, int frame, int sequence) => all.AsSpan(((frame * sequences) + sequence) * 3 * units, 3 * units);

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
