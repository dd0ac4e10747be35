namespace Troupe.Engines.Silero;

/// <summary>Where the voice activity model and its library are.</summary>
public sealed class SileroOptions
{
    /// <summary>
    /// Path of <c>libonnxruntime.so</c>. When it is not set, <c>TROUPE_ONNXRUNTIME</c> counts, and then <c>node_modules/sherpa-onnx-linux-x64</c> above the program or the current folder.
    /// Default: not set.
    /// </summary>
    public string? Runtime { get; set; }

    /// <summary>
    /// Path of the model, Silero version 5 or 6. When it is not set, <c>TROUPE_SILERO_MODEL</c> counts, and then <c>node_modules/@ricky0123/vad-web</c> above the program or the current folder.
    /// Default: not set.
    /// </summary>
    public string? Model { get; set; }
}
