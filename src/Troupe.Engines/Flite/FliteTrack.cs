using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>flite's <c>cst_track</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FliteTrack
{
    /// <summary>Name of the kind of track.</summary>
    public nint Kind;

    /// <summary>Number of frames.</summary>
    public int Count;

    /// <summary>Values per frame.</summary>
    public int Channels;

    /// <summary>Time of each frame in seconds.</summary>
    public float* Times;

    /// <summary>The frames.</summary>
    public float** Frames;
}
