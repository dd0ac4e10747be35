using System.Collections.Concurrent;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Engines.Native;
using Troupe.Engines.Onnx;

namespace Troupe.Engines.SmartTurn;

/// <summary>
/// A model of the end of a turn that hears its sound, smart-turn 3 (https://github.com/pipecat-ai/smart-turn) or one like it, on ONNX Runtime. The operator brings the file.
/// Thread-safe: all sessions share one model, and no more calls run at once than half the cores, so that pauses of many people do not keep sound from going out.
/// </summary>
public sealed class SmartTurnModel : ITurnModel, IDisposable
{
    private const string Part = "turnModel";
    private const string Engine = "smart-turn";
    private const string Cure = "Set Troupe:Engines:SmartTurn:Model to the path of an ONNX file of smart-turn 3, or leave it out.";

    private readonly OnnxSession _session;
    private readonly SemaphoreSlim _free = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly ConcurrentBag<SmartTurnCall> _idle = [];
    private volatile bool _disposed;

    private SmartTurnModel(OnnxSession session, string path)
    {
        _session = session;
        Description = new EngineDescription(Engine, $"{Path.GetFileNameWithoutExtension(path)} on ONNX Runtime {session.Runtime.Version}", "BSD-2-Clause");
    }

    /// <inheritdoc/>
    public EngineDescription Description { get; }

    /// <inheritdoc/>
    public AudioFormat Format => AudioFormat.Hearing;

    /// <inheritdoc/>
    public TimeSpan Window { get; } = AudioFormat.Hearing.Duration(LogMel.Samples);

    /// <summary>Loads the model that the options name and has it judge 8 s of silence. Never throws for what is missing or broken.</summary>
    /// <param name="options">Where the model is.</param>
    /// <param name="runtime">Path of <c>libonnxruntime.so</c>; null where <see cref="Silero.SileroOptions.Runtime"/> says that it is looked for.</param>
    /// <param name="finding">What was found, or what is missing with its cure; null when the options name no model.</param>
    /// <returns>The model, or null when there is none that can be used.</returns>
    public static SmartTurnModel? TryOpen(SmartTurnOptions options, string? runtime, out EngineFinding? finding)
    {
        ArgumentNullException.ThrowIfNull(options);
        finding = null;
        if (string.IsNullOrEmpty(options.Model))
        {
            return null;
        }

        if (!File.Exists(options.Model))
        {
            finding = new EngineFinding(Part, Engine, Found: false, $"The turn model is not at {options.Model}, where the options say that it is.", Cure);
            return null;
        }

        if (!EngineFile.OnnxRuntime.TryFind(runtime, out var runtimePath, out var missing))
        {
            finding = new EngineFinding(Part, Engine, Found: false, missing, EngineFile.OnnxRuntime.Cure);
            return null;
        }

        SmartTurnModel? model = null;
        try
        {
            var session = new OnnxSession(OnnxRuntime.Load(runtimePath), File.ReadAllBytes(options.Model));
            model = new SmartTurnModel(session, options.Model);
            model.Check(options.Model);
            finding = new EngineFinding(Part, Engine, Found: true, $"{options.Model} on ONNX Runtime {session.Runtime.Version} of {runtimePath}");
            return model;
        }
        catch (Exception failure) when (failure is EngineException or IOException or UnauthorizedAccessException)
        {
            model?.Dispose();
            finding = new EngineFinding(Part, Engine, Found: false, failure.Message, Cure);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<double> EndProbabilityAsync(AudioFrame sound, CancellationToken cancellationToken)
    {
        if (sound.Format != Format)
        {
            throw new ArgumentException($"The turn model takes sound of {Format.SampleRate} Hz, not {sound.Format.SampleRate} Hz.", nameof(sound));
        }

        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Judge(sound.Samples.Span), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Releases the model when the last call has returned.</summary>
    public void Dispose()
    {
        _disposed = true;
        DisposeIdle();
        _session.Dispose();
    }

    private double Judge(ReadOnlySpan<short> sound)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var call = _idle.TryTake(out var used) ? used : new SmartTurnCall(_session);
        try
        {
            return call.Run(sound);
        }
        finally
        {
            _idle.Add(call);
            if (_disposed)
            {
                DisposeIdle();
            }
        }
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out var call))
        {
            call.Dispose();
        }
    }

    private void Check(string path)
    {
        if (_session.Inputs is not [SmartTurnCall.Input] || _session.Outputs.Count != 1)
        {
            throw new EngineException(
                $"{path} is not smart-turn 3: it has inputs {string.Join(", ", _session.Inputs)} and outputs {string.Join(", ", _session.Outputs)}, not {SmartTurnCall.Input} and one probability.",
                transient: false);
        }

        try
        {
            // As much as there can be, so that whoever is judged first waits no longer than the next.
            Judge(new short[LogMel.Samples]);
        }
        catch (EngineException failure)
        {
            throw new EngineException($"{path} is not smart-turn 3, which takes features of 1 x {LogMel.Bands} x {LogMel.Frames} and gives one probability. {failure.Message}", transient: false);
        }
    }
}
