using Microsoft.Win32.SafeHandles;

namespace Troupe.Engines.Onnx;

/// <summary>A loaded model. Thread-safe: any number of <see cref="OnnxCall"/>s may run on it at once.</summary>
internal sealed class OnnxSession : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Loads a model.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="model">The bytes of its file; not needed afterwards.</param>
    /// <exception cref="Conversation.EngineException">The model cannot be used.</exception>
    public OnnxSession(OnnxRuntime runtime, ReadOnlySpan<byte> model)
        : base(ownsHandle: true)
    {
        Runtime = runtime;
        SetHandle(runtime.CreateSession(model));
        Inputs = runtime.Names(handle, OnnxRuntime.Slot.SessionGetInputCount, OnnxRuntime.Slot.SessionGetInputName);
        Outputs = runtime.Names(handle, OnnxRuntime.Slot.SessionGetOutputCount, OnnxRuntime.Slot.SessionGetOutputName);
    }

    /// <summary>The library.</summary>
    public OnnxRuntime Runtime { get; }

    /// <summary>Names of the inputs, in the model's order.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Runtime.Release(OnnxRuntime.Slot.ReleaseSession, handle);
        return true;
    }
}
