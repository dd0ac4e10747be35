using Troupe.Conversation.Hearing;
using Troupe.Engines.Native;
using Troupe.Engines.Onnx;

namespace Troupe.Engines.Silero;

/// <summary>
/// Silero's voice activity model (https://github.com/snakers4/silero-vad, version 5 or 6) on ONNX Runtime: 32 ms per window, 3.5 ms of one core per second of sound.
/// Thread-safe: all streams share one session, and each has 1 KB of state.
/// </summary>
public sealed class SileroVoiceActivity : IVoiceActivityModel, IDisposable
{
    private const string Part = "voiceActivity";
    private const string Engine = "silero";

    private readonly OnnxSession _session;

    private SileroVoiceActivity(OnnxSession session, string modelPath)
    {
        _session = session;
        Description = new EngineDescription(Engine, $"{Path.GetFileNameWithoutExtension(modelPath)} on ONNX Runtime {session.Runtime.Version}", "MIT");
    }

    /// <inheritdoc/>
    public EngineDescription Description { get; }

    /// <summary>Looks for the model and its library, loads them and has them judge a window. Never throws for what is missing or broken.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="finding">What was found, or what is missing with its cure.</param>
    /// <returns>The model, or null when it cannot be used.</returns>
    public static SileroVoiceActivity? TryOpen(SileroOptions options, out EngineFinding finding)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!EngineFile.OnnxRuntime.TryFind(options.Runtime, out var runtimePath, out var missing))
        {
            finding = new EngineFinding(Part, Engine, Found: false, missing, EngineFile.OnnxRuntime.Cure);
            return null;
        }

        if (!EngineFile.SileroModel.TryFind(options.Model, out var modelPath, out missing))
        {
            finding = new EngineFinding(Part, Engine, Found: false, missing, EngineFile.SileroModel.Cure);
            return null;
        }

        SileroVoiceActivity? model = null;
        try
        {
            var session = new OnnxSession(OnnxRuntime.Load(runtimePath), File.ReadAllBytes(modelPath));
            model = new SileroVoiceActivity(session, modelPath);
            model.CheckShape(modelPath);
            finding = new EngineFinding(Part, Engine, Found: true, $"{modelPath} on ONNX Runtime {session.Runtime.Version} of {runtimePath}");
            return model;
        }
        catch (Exception failure) when (failure is EngineException or IOException or UnauthorizedAccessException)
        {
            model?.Dispose();
            finding = new EngineFinding(Part, Engine, Found: false, failure.Message, EngineFile.SileroModel.Cure);
            return null;
        }
    }

    /// <inheritdoc/>
    public IVoiceActivityDetector Open() => new SileroDetector(_session);

    /// <summary>Releases the model when the last stream's call has returned.</summary>
    public void Dispose() => _session.Dispose();

    private void CheckShape(string path)
    {
        if (!SileroDetector.Inputs.All(_session.Inputs.Contains) || !SileroDetector.Outputs.All(_session.Outputs.Contains))
        {
            throw new EngineException(
                $"{path} is not Silero's model of version 5 or 6: it has inputs {string.Join(", ", _session.Inputs)} and outputs {string.Join(", ", _session.Outputs)}.", transient: false);
        }

        using var detector = Open();
        detector.Detect(new float[detector.WindowSamples]);
    }
}
