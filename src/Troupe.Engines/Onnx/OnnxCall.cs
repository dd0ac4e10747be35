using System.Runtime.InteropServices;

namespace Troupe.Engines.Onnx;

/// <summary>
/// A call of a model with named tensors that are bound once and reused: <see cref="Run"/> reads the inputs and fills the outputs in place, and allocates nothing.
/// Not thread-safe; owns no tensors.
/// </summary>
internal sealed unsafe class OnnxCall : IDisposable
{
    private readonly OnnxSession _session;
    private readonly OnnxTensor[] _tensors;
    private readonly int _inputs;
    private readonly int _outputs;
    private byte** _names;
    private nint* _values;

    /// <summary>Binds tensors.</summary>
    public OnnxCall(OnnxSession session, ReadOnlySpan<(string Name, OnnxTensor Tensor)> inputs, ReadOnlySpan<(string Name, OnnxTensor Tensor)> outputs)
    {
        _session = session;
        _inputs = inputs.Length;
        _outputs = outputs.Length;
        ReadOnlySpan<(string Name, OnnxTensor Tensor)> all = [.. inputs, .. outputs];
        _tensors = new OnnxTensor[all.Length];
        _names = (byte**)NativeMemory.AllocZeroed((nuint)all.Length, (nuint)sizeof(nint));
        _values = (nint*)NativeMemory.AllocZeroed((nuint)all.Length, (nuint)sizeof(nint));
        for (var i = 0; i < all.Length; i++)
        {
            _tensors[i] = all[i].Tensor;
            _names[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i].Name);
            _values[i] = all[i].Tensor.DangerousGetHandle();
        }
    }

    /// <summary>Computes on the calling thread.</summary>
    /// <exception cref="Conversation.EngineException">The model refused, as when a tensor has a wrong shape.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_names is null, this);
        var held = false;
        try
        {
            _session.DangerousAddRef(ref held);
            _session.Runtime.Run(_session.DangerousGetHandle(), _names, _values, _inputs, _names + _inputs, _values + _inputs, _outputs);
        }
        finally
        {
            if (held)
            {
                _session.DangerousRelease();
            }

            GC.KeepAlive(_tensors);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_names is null)
        {
            return;
        }

        for (var i = 0; i < _inputs + _outputs; i++)
        {
            Marshal.FreeCoTaskMem((nint)_names[i]);
        }

        NativeMemory.Free(_names);
        NativeMemory.Free(_values);
        _names = null;
        _values = null;
    }
}
