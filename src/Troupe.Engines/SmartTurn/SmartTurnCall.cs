using Troupe.Engines.Onnx;

namespace Troupe.Engines.SmartTurn;

/// <summary>The model with the memory of one call, which is used again by the next: 1 MB. Not thread-safe.</summary>
internal sealed class SmartTurnCall : IDisposable
{
    /// <summary>The name of the model's input.</summary>
    public const string Input = "input_features";

    private readonly LogMel _features = new();
    private readonly OnnxTensor _input;
    private readonly OnnxTensor _probability;
    private readonly OnnxCall _call;

    public SmartTurnCall(OnnxSession session)
    {
        _input = OnnxTensor.OfFloats(session.Runtime, 1, LogMel.Bands, LogMel.Frames);
        _probability = OnnxTensor.OfFloats(session.Runtime, 1, 1);
        _call = new OnnxCall(session, [(Input, _input)], [(session.Outputs[0], _probability)]);
    }

    /// <summary>The probability that the person is done.</summary>
    /// <exception cref="EngineException">The model failed, or gives something else than a probability.</exception>
    public double Run(ReadOnlySpan<short> sound)
    {
        _features.Compute(sound, _input.Values);
        _call.Run();
        var probability = _probability.Values[0];
        return probability is >= 0 and <= 1
            ? probability
            : throw new EngineException($"The turn model gave {probability}, which is no probability: it must end with a sigmoid, as smart-turn 3 does.", transient: false);
    }

    public void Dispose()
    {
        _call.Dispose();
        _input.Dispose();
        _probability.Dispose();
    }
}
