using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>A registered flite voice: what analyses and speaks. One per voice and process, shared by all threads.</summary>
internal sealed unsafe class FliteVoice
{
    private static readonly Lock Registration = new();
    private static readonly Dictionary<string, FliteVoice> Registered = [];
    private static FliteLibrary? _library;

    private FliteVoice(FliteLibrary library, nint voice)
    {
        Library = library;
        Handle = voice;
    }

    /// <summary>The library that owns the voice.</summary>
    public FliteLibrary Library { get; }

    /// <summary>flite's <c>cst_voice</c>.</summary>
    public nint Handle { get; }

    /// <summary>Loads a voice's library and registers the voice. Registration is not thread-safe in flite, hence the lock.</summary>
    /// <param name="name">Such as <c>slt</c>.</param>
    /// <exception cref="DllNotFoundException">flite or the voice is not installed.</exception>
    /// <exception cref="EntryPointNotFoundException">flite or the voice is another version.</exception>
    public static FliteVoice Register(string name)
    {
        lock (Registration)
        {
            if (Registered.TryGetValue(name, out var known))
            {
                return known;
            }

            _library ??= FliteLibrary.Load("libflite.so.1");
            var handle = NativeLibrary.Load($"libflite_cmu_us_{name}.so.1");
            var register = (delegate* unmanaged<byte*, nint>)NativeLibrary.GetExport(handle, $"register_cmu_us_{name}");
            var voice = new FliteVoice(_library, register(null));
            Registered.Add(name, voice);
            return voice;
        }
    }
}
