using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Engines.Onnx;

namespace Troupe.Engines.Silero;

/// <summary>One stream through Silero's model. Not thread-safe; detecting allocates nothing.</summary>
internal sealed class SileroDetector : IVoiceActivityDetector
{
    /// <summary>The model looks at the end of the window before, too.</summary>
    private const int ContextSamples = 64;

    private const int Window = 512;

    private readonly OnnxTensor _input;
    private readonly OnnxTensor _rate;
    private readonly OnnxTensor _probability;
    private readonly OnnxTensor[] _states;
    private readonly OnnxCall[] _calls;
    private int _state;

    public SileroDetector(OnnxSession session)
    {
        var runtime = session.Runtime;
        _input = OnnxTensor.OfFloats(runtime, 1, ContextSamples + Window);
        _rate = OnnxTensor.OfInt64(runtime, Format.SampleRate);
        _probability = OnnxTensor.OfFloats(runtime, 1, 1);

        // The recurrent state goes to and fro between two tensors: what one call gives is what the next one takes.
        _states = [OnnxTensor.OfFloats(runtime, 2, 1, 128), OnnxTensor.OfFloats(runtime, 2, 1, 128)];
        _calls = [Bind(session, 0), Bind(session, 1)];
    }

    /// <summary>Names of the model's inputs.</summary>
    public static IReadOnlyList<string> Inputs { get; } = ["input", "state", "sr"];

    /// <summary>Names of the model's outputs.</summary>
    public static IReadOnlyList<string> Outputs { get; } = ["output", "stateN"];

    public AudioFormat Format => AudioFormat.Hearing;

    public int WindowSamples => Window;

    public float Detect(ReadOnlySpan<float> window)
    {
        if (window.Length != Window)
        {
            throw new ArgumentException($"A window has {Window} samples, not {window.Length}.", nameof(window));
        }

        var input = _input.Values;
        window.CopyTo(input[ContextSamples..]);
        _calls[_state].Run();
        _state = 1 - _state;
        input[Window..].CopyTo(input);
        return _probability.Values[0];
    }

    public void Reset()
    {
        _input.Values.Clear();
        _states[_state].Values.Clear();
    }

    public void Dispose()
    {
        foreach (var call in _calls)
        {
            call.Dispose();
        }

        foreach (var tensor in (ReadOnlySpan<OnnxTensor>)[_input, _rate, _probability, .. _states])
        {
            tensor.Dispose();
        }
    }

    private OnnxCall Bind(OnnxSession session, int from) => new(
        session,
        [(Inputs[0], _input), (Inputs[1], _states[from]), (Inputs[2], _rate)],
        [(Outputs[0], _probability), (Outputs[1], _states[1 - from])]);
}
