namespace Troupe.Conversation.Acting;

/// <summary>A shape for as long as the mouth holds it; times in milliseconds from the phrase's first sample.</summary>
internal readonly record struct HeldShape(int Viseme, double Start, double End, float Weight)
{
    public double Duration => End - Start;

    /// <summary>Whether lips or lip and teeth touch, which must be seen.</summary>
    public bool IsContact => Viseme is VisemeSet.PP or VisemeSet.FF;

    public bool IsVowel => PhoneShapes.IsVowel(Viseme);

    public bool IsSilence => Viseme is VisemeSet.Sil;
}
