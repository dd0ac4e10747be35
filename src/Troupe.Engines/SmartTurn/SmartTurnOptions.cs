namespace Troupe.Engines.SmartTurn;

/// <summary>Where the model is that hears the end of a turn in its sound.</summary>
public sealed class SmartTurnOptions
{
    /// <summary>
    /// Path of an ONNX file of smart-turn, version 3 (https://huggingface.co/pipecat-ai/smart-turn-v3, BSD-2-Clause), or of one with the same input and output. It runs on the ONNX Runtime
    /// of <c>Silero:Runtime</c>. Default: not set, and then words and pauses alone tell the end of a turn.
    /// </summary>
    public string? Model { get; set; }
}
