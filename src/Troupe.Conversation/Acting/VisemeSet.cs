namespace Troupe.Conversation.Acting;

/// <summary>
/// The 15 OpenXR visemes in the order of <c>XrFaceTrackingVisemeMETA</c> (Khronos registry), which is also that of Oculus Lipsync
/// and of MPEG-4 FAP 1. Positions are what travels on the wire.
/// </summary>
public static class VisemeSet
{
    /// <summary>Silence: lips at rest.</summary>
    public const int Sil = 0;

    /// <summary>Lips pressed together: p, b, m.</summary>
    public const int PP = 1;

    /// <summary>Lower lip at the upper teeth: f, v.</summary>
    public const int FF = 2;

    /// <summary>Tongue between the teeth: θ, ð.</summary>
    public const int TH = 3;

    /// <summary>Tongue behind the upper teeth: t, d.</summary>
    public const int DD = 4;

    /// <summary>Back of the tongue raised: k, ɡ.</summary>
    public const int KK = 5;

    /// <summary>Lips pushed forward, teeth together: tʃ, dʒ, ʃ, ʒ.</summary>
    public const int CH = 6;

    /// <summary>Teeth together, lips apart: s, z.</summary>
    public const int SS = 7;

    /// <summary>Tongue up, mouth a little open: n, l.</summary>
    public const int NN = 8;

    /// <summary>Lips slightly rounded: ɹ.</summary>
    public const int RR = 9;

    /// <summary>Wide open: ɑ.</summary>
    public const int AA = 10;

    /// <summary>Half open, spread: ɛ.</summary>
    public const int E = 11;

    /// <summary>Nearly closed, spread: ɪ.</summary>
    public const int IH = 12;

    /// <summary>Half open, rounded: o.</summary>
    public const int OH = 13;

    /// <summary>Nearly closed, rounded: u.</summary>
    public const int OU = 14;

    /// <summary>Number of visemes.</summary>
    public const int Count = 15;

    /// <summary>Names by position.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou"];
}
