namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>What the mouth shows in a frame of 10 ms.</summary>
/// <param name="Viseme">Position in <see cref="VisemeSet"/>; -1 where nobody knows.</param>
/// <param name="Also">A bit for each viseme that would not be wrong either.</param>
/// <param name="Opening">How far the mouth is open, 0 to 1.</param>
internal readonly record struct FrameLabel(int Viseme, int Also, float Opening)
{
    /// <summary>A frame of which nobody knows.</summary>
    public static FrameLabel Unknown { get; } = new(-1, 0, 0);

    /// <summary>Whether somebody knows.</summary>
    public bool IsKnown => Viseme >= 0;

    /// <summary>Whether a viseme is right.</summary>
    public bool Accepts(int viseme) => viseme == Viseme || ((Also >> viseme) & 1) == 1;
}
