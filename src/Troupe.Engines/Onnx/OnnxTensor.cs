using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Troupe.Engines.Onnx;

/// <summary>A tensor over native memory that it owns: written and read in place, so that a call allocates nothing. Not thread-safe.</summary>
internal sealed unsafe class OnnxTensor : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly OnnxRuntime _runtime;
    private readonly int _length;
    private void* _memory;

    private OnnxTensor(OnnxRuntime runtime, int elementType, nuint elementSize, ReadOnlySpan<long> shape)
        : base(ownsHandle: true)
    {
        _runtime = runtime;
        _length = 1;
        foreach (var dimension in shape)
        {
            _length *= (int)dimension;
        }

        var bytes = (nuint)_length * elementSize;
        _memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_memory, bytes);
        try
        {
            SetHandle(runtime.CreateTensor(_memory, bytes, shape, elementType));
        }
        catch
        {
            FreeMemory();
            throw;
        }
    }

    /// <summary>The values of a tensor of floats.</summary>
    public Span<float> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<float>(_memory, _length);
        }
    }

    /// <summary>A tensor of zeros.</summary>
    public static OnnxTensor OfFloats(OnnxRuntime runtime, params ReadOnlySpan<long> shape) => new(runtime, FloatType, sizeof(float), shape);

    /// <summary>A scalar.</summary>
    public static OnnxTensor OfInt64(OnnxRuntime runtime, long value)
    {
        var tensor = new OnnxTensor(runtime, Int64Type, sizeof(long), []);
        *(long*)tensor._memory = value;
        return tensor;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _runtime.Release(OnnxRuntime.Slot.ReleaseValue, handle);
        FreeMemory();
        return true;
    }

    private void FreeMemory()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
