using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Troupe.Engines.Native;

namespace Troupe.Engines.Onnx;

/// <summary>
/// ONNX Runtime by its C API: the few entries that inference needs, typed. One per library file and process. Thread-safe.
/// </summary>
/// <remarks>
/// The API is a table of functions whose order never changes (https://onnxruntime.ai/docs/api/c/struct_ort_api.html); version 18 of it is in every release since 1.18.
/// </remarks>
internal sealed unsafe class OnnxRuntime
{
    private const uint ApiVersion = 18;
    private const int LogErrors = 3;

    private static readonly ConcurrentDictionary<string, Lazy<OnnxRuntime>> Loaded = new(StringComparer.Ordinal);

    private readonly void** _api;
    private readonly nint _environment;
    private readonly nint _memory;

    private OnnxRuntime(string path)
    {
        var getBase = (delegate* unmanaged[Cdecl]<void**>)SharedLibrary.Load(path).Symbol("OrtGetApiBase");
        var apiBase = getBase();
        _api = ((delegate* unmanaged[Cdecl]<uint, void**>)apiBase[0])(ApiVersion);
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)apiBase[1])()) ?? "";
        if (_api is null)
        {
            throw new EngineException($"ONNX Runtime {Version} of {path} is too old: version 1.{ApiVersion} or newer is needed.", transient: false);
        }

        nint environment;
        fixed (byte* name = "troupe\0"u8)
        {
            Check(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)_api[Slot.CreateEnv])(LogErrors, name, &environment));
        }

        nint memory;
        Check(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)_api[Slot.CreateCpuMemoryInfo])(0, 0, &memory));
        _environment = environment;
        _memory = memory;
    }

    /// <summary>Version of the library.</summary>
    public string Version { get; }

    /// <summary>The runtime of a library file, loaded at the first call.</summary>
    /// <exception cref="EngineException">The library cannot be used.</exception>
    public static OnnxRuntime Load(string path) =>
        Loaded.GetOrAdd(path, static path => new Lazy<OnnxRuntime>(() => new OnnxRuntime(path), LazyThreadSafetyMode.PublicationOnly)).Value;

    /// <summary>Makes a session that computes on the calling thread alone.</summary>
    internal nint CreateSession(ReadOnlySpan<byte> model)
    {
        nint options;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)_api[Slot.CreateSessionOptions])(&options));
        try
        {
            // Pools of threads in the library fight over a small machine's cores; sessions scale by callers.
            Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_api[Slot.SetIntraOpNumThreads])(options, 1));
            Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_api[Slot.SetInterOpNumThreads])(options, 1));
            nint session;
            fixed (byte* data = model)
            {
                Check(((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)_api[Slot.CreateSessionFromArray])(_environment, data, (nuint)model.Length, options, &session));
            }

            return session;
        }
        finally
        {
            Release(Slot.ReleaseSessionOptions, options);
        }
    }

    /// <summary>Names of a session's inputs or outputs.</summary>
    internal string[] Names(nint session, int countSlot, int nameSlot)
    {
        nuint count;
        Check(((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)_api[countSlot])(session, &count));
        nint allocator;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)_api[Slot.GetAllocatorWithDefaultOptions])(&allocator));
        var names = new string[count];
        for (nuint i = 0; i < count; i++)
        {
            nint name;
            Check(((delegate* unmanaged[Cdecl]<nint, nuint, nint, nint*, nint>)_api[nameSlot])(session, i, allocator, &name));
            names[i] = Marshal.PtrToStringUTF8(name) ?? "";
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)_api[Slot.AllocatorFree])(allocator, name));
        }

        return names;
    }

    /// <summary>Makes a value over memory that the caller owns and keeps in place.</summary>
    internal nint CreateTensor(void* data, nuint bytes, ReadOnlySpan<long> shape, int elementType)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)_api[Slot.CreateTensorWithData])(
                _memory, data, bytes, dimensions, (nuint)shape.Length, elementType, &value));
        }

        return value;
    }

    /// <summary>Computes.</summary>
    internal void Run(nint session, byte** inputNames, nint* inputs, int inputCount, byte** outputNames, nint* outputs, int outputCount) =>
        Check(((delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_api[Slot.Run])(
            session, 0, inputNames, inputs, (nuint)inputCount, outputNames, (nuint)outputCount, outputs));

    /// <summary>Releases a native object.</summary>
    internal void Release(int slot, nint handle) => ((delegate* unmanaged[Cdecl]<nint, void>)_api[slot])(handle);

    private void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<nint, byte*>)_api[Slot.GetErrorMessage])(status));
        Release(Slot.ReleaseStatus, status);
        throw new EngineException($"ONNX Runtime: {message}", transient: false);
    }

    /// <summary>Places in the table of functions.</summary>
    internal static class Slot
    {
        public const int GetErrorMessage = 2;
        public const int CreateEnv = 3;
        public const int CreateSessionFromArray = 8;
        public const int Run = 9;
        public const int CreateSessionOptions = 10;
        public const int SetIntraOpNumThreads = 24;
        public const int SetInterOpNumThreads = 25;
        public const int SessionGetInputCount = 30;
        public const int SessionGetOutputCount = 31;
        public const int SessionGetInputName = 36;
        public const int SessionGetOutputName = 37;
        public const int CreateTensorWithData = 49;
        public const int CreateCpuMemoryInfo = 69;
        public const int AllocatorFree = 76;
        public const int GetAllocatorWithDefaultOptions = 78;
        public const int ReleaseStatus = 93;
        public const int ReleaseSession = 95;
        public const int ReleaseValue = 96;
        public const int ReleaseSessionOptions = 100;
    }
}
