namespace Troupe.Testing.People;

/// <summary>A stretch of sound that a person makes.</summary>
public enum SoundKind
{
    /// <summary>A word.</summary>
    Word,

    /// <summary>A word that is broken off in the middle.</summary>
    Fragment,

    /// <summary>A cough.</summary>
    Cough,

    /// <summary>Laughter.</summary>
    Laugh,

    /// <summary>A breath.</summary>
    Breath,

    /// <summary>Something that falls, or a key.</summary>
    Click,

    /// <summary>A loud sound that is taken for a voice.</summary>
    Noise,
}

/// <summary>Something that a person said, in one go and with one meaning.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, or what it is instead.</param>
/// <param name="Duration">How long it sounds.</param>
public sealed record SpokenSound(SoundKind Kind, string Text, TimeSpan Duration)
{
    /// <summary>When it begins, from the beginning of what is said.</summary>
    public TimeSpan At { get; init; }

    /// <summary>What the recogniser understands in the end; null for nothing.</summary>
    public string? Understood { get; init; }

    /// <summary>What its first partial holds; null for nothing.</summary>
    public string? FirstUnderstood { get; init; }

    /// <summary>
    /// The probability that voice activity gives to it. Words are as Silero's on clean speech. Laughter and coughs are voiced in part and often taken for a voice,
    /// breaths and clicks are not.
    /// </summary>
    internal float Voicing => Kind switch
    {
        SoundKind.Breath => 0.3f,
        SoundKind.Click => 0.1f,
        SoundKind.Cough => 0.8f,
        SoundKind.Laugh => 0.9f,
        _ => ScriptedVoiceActivity.Voiced,
    };
}
