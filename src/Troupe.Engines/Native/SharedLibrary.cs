using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Troupe.Engines.Native;

/// <summary>
/// A native library, loaded for the life of the process: code that its threads may still run is never unmapped. Thread-safe.
/// </summary>
internal sealed class SharedLibrary
{
    private readonly nint _handle;

    private SharedLibrary(nint handle, string name)
    {
        _handle = handle;
        Name = name;
    }

    /// <summary>The path or name that it was loaded by.</summary>
    public string Name { get; }

    /// <summary>Loads a library.</summary>
    /// <param name="name">A path, or a name that the system's loader finds, such as <c>libflite.so.1</c>.</param>
    /// <param name="library">The library, when it was loaded.</param>
    public static bool TryLoad(string name, [NotNullWhen(true)] out SharedLibrary? library)
    {
        library = NativeLibrary.TryLoad(name, out var handle) ? new SharedLibrary(handle, name) : null;
        return library is not null;
    }

    /// <summary>Loads a library.</summary>
    /// <exception cref="EngineException">It cannot be loaded.</exception>
    public static SharedLibrary Load(string name)
    {
        try
        {
            return new SharedLibrary(NativeLibrary.Load(name), name);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new EngineException($"{name} cannot be loaded: {failure.Message}", transient: false, failure);
        }
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="EngineException">The library has none of that name.</exception>
    public nint Symbol(string function) => NativeLibrary.TryGetExport(_handle, function, out var address)
        ? address
        : throw new EngineException($"{Name} has no {function}: it is another version of the library.", transient: false);
}
