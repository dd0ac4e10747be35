namespace Troupe.Contracts.Control;

/// <summary>Everything that makes a presenter what it is; a revision is one that never changes.</summary>
public sealed record PresenterProfile
{
    /// <summary>Who it is.</summary>
    public Persona Persona { get; init; } = new();

    /// <summary>What it does when something comes up.</summary>
    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>The preset that it began as; what was changed since stands in the other members.</summary>
    public string Preset { get; init; } = "host";

    /// <summary>How it looks.</summary>
    public PresenterLook Look { get; init; } = new();

    /// <summary>Assets of a brand; <see cref="PresenterLook.Brand"/> carries their addresses once it is shown.</summary>
    public IReadOnlyList<BrandAsset> Brand { get; init; } = [];

    /// <summary>The voice; null for the server's.</summary>
    public string? Voice { get; init; }

    /// <summary>How it speaks.</summary>
    public SpeechStyle Speech { get; init; } = new();

    /// <summary>How it moves.</summary>
    public GestureStyle Gestures { get; init; } = new();
}

/// <summary>Who a presenter is.</summary>
public sealed record Persona
{
    /// <summary>As it may call itself, 1 to 80 characters. Default: "Ada".</summary>
    public string Name { get; init; } = "Ada";

    /// <summary>The label that says that it is a machine, to 80 characters; empty only by the word of somebody with <c>presenter:admin</c>. Default: "AI presenter".</summary>
    public string Disclosure { get; init; } = "AI presenter";

    /// <summary>BCP 47 tag of the language that it speaks. Default: "en-US".</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>What the writer of its answers is told about its part, to 8,000 characters, with <c>{name}</c> for its name; null for the server's.</summary>
    public string? Instructions { get; init; }

    /// <summary>What it says first, to 500 characters, with <c>{name}</c> for its name; null to wait in silence.</summary>
    public string? Greeting { get; init; }
}

/// <summary>What a presenter does when something comes up; the writer of its answers is told so.</summary>
/// <param name="Name">Its name for people, 1 to 80 characters.</param>
/// <param name="When">What comes up, such as "somebody asks for the way", 1 to 500 characters.</param>
/// <param name="Then">What it does, such as "say that the lift is on the left", 1 to 2,000 characters.</param>
public sealed record Flow(string Name, string When, string Then);

/// <summary>An asset of a brand.</summary>
/// <param name="Role">What it is for: <c>background</c> or <c>logo</c>.</param>
/// <param name="Asset">The asset's id.</param>
public sealed record BrandAsset(string Role, string Asset);

/// <summary>How a presenter speaks.</summary>
public sealed record SpeechStyle
{
    /// <summary>Speaking rate, 0.5 to 2. Default: 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Shift of pitch in semitones, -12 to 12. Default: 0.</summary>
    public double Pitch { get; init; }

    /// <summary>Gain in decibels, -24 to 12. Default: 0.</summary>
    public double Volume { get; init; }

    /// <summary>What of its mouth is shown.</summary>
    public LipSyncStyle LipSync { get; init; } = new();
}

/// <summary>What of the shapes of speech a viewer is shown: a preset, and what deviates from it; null stands for the preset's.</summary>
public sealed record LipSyncStyle
{
    /// <summary>The preset: <c>natural</c>, <c>crisp</c>, <c>calm</c> or <c>sibilant-strong</c>. Default: <c>natural</c>.</summary>
    public string Preset { get; init; } = "natural";

    /// <summary>Shapes that would be held shorter give their time to a neighbour; 0 to 500 ms.</summary>
    public double? MinVisemeInterval { get; init; }

    /// <summary>Neighbours that look alike are shown as one where both together last at most this; 0 to 500 ms.</summary>
    public double? MergeWindow { get; init; }

    /// <summary>Which of two merged shapes stays: 0 for the longer, 1 for the one that is least like all others.</summary>
    public double? KeyVisemePreference { get; init; }

    /// <summary>How alike shapes must look to be merged: 0 for all, 1 for none but equal ones.</summary>
    public double? SimilarityThreshold { get; init; }

    /// <summary>Whether the mouth rests in short pauses between words.</summary>
    public bool? PreserveSilence { get; init; }

    /// <summary>Whether critical visemes are neither left out nor merged.</summary>
    public bool? PreserveCriticalVisemes { get; init; }

    /// <summary>Critical visemes that sound shorter are held this long; 0 to 500 ms.</summary>
    public double? CriticalVisemeMinDuration { get; init; }

    /// <summary>Names of the visemes that viewers miss first; null for the preset's.</summary>
    public IReadOnlyList<string>? CriticalVisemes { get; init; }
}

/// <summary>How a presenter moves.</summary>
public sealed record GestureStyle
{
    /// <summary>How much head, brows and eyes move with speech: 0 for not at all, 1 as made, to 2. Default: 1.</summary>
    public double Amount { get; init; } = 1;
}
