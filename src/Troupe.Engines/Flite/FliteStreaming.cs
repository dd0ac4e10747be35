using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>flite's <c>cst_audio_streaming_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FliteStreaming
{
    /// <summary>Samples that a call of the callback carries at least.</summary>
    public int MinimumSamples;

    /// <summary>Called with the wave made so far, first new sample, count, whether it is the last; answers 0 to go on and -1 to stop.</summary>
    public delegate* unmanaged<FliteWave*, int, int, int, FliteStreaming*, int> Callback;

    /// <summary>The utterance, set by flite.</summary>
    public nint Utterance;

    /// <summary>Not used by flite.</summary>
    public nint Item;

    /// <summary>Handle of the object that the callback serves.</summary>
    public nint Owner;
}

/// <summary>flite's <c>cst_wave</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FliteWave
{
    /// <summary>Name of the kind of wave.</summary>
    public nint Kind;

    /// <summary>Hertz.</summary>
    public int SampleRate;

    /// <summary>Samples per channel.</summary>
    public int Count;

    /// <summary>Channels; 1 for all voices here.</summary>
    public int Channels;

    /// <summary>The samples.</summary>
    public short* Samples;
}
