using System.Runtime.CompilerServices;

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
    /// <exception cref="ArgumentOutOfRangeException">Set to something else.</exception>
    public double Speed { get; init => field = Within(value, 0.5, 2); } = 1;

    /// <summary>Shift of pitch in semitones, -12 to 12. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to something else.</exception>
    public double Pitch { get; init => field = Within(value, -12, 12); }

    /// <summary>Gain in decibels, -24 to 12. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to something else.</exception>
    public double Volume { get; init => field = Within(value, -24, 12); }

    private static double Within(double value, double least, double most, [CallerMemberName] string name = "") => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} lies between {least} and {most}.");
}
