namespace Troupe.Conversation.Speaking;

/// <summary>Whose voice a synthesizer speaks with.</summary>
/// <param name="Id">Stable name, such as <c>hts-slt</c>.</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="Format">Rate of its audio.</param>
public sealed record Voice(string Id, string Locale, Audio.AudioFormat Format);

/// <summary>How to speak.</summary>
public sealed record SpeakingStyle
{
    /// <summary>As the voice was recorded.</summary>
    public static SpeakingStyle Neutral { get; } = new();

    /// <summary>Speaking rate, 0.5 to 2. Default: 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Shift of pitch in semitones, -12 to 12. Default: 0.</summary>
    public double Pitch { get; init; }

    /// <summary>Gain in decibels, -24 to 12. Default: 0.</summary>
    public double Volume { get; init; }
}
