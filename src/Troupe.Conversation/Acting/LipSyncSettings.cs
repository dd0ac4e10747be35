namespace Troupe.Conversation.Acting;

/// <summary>
/// What of the shapes of speech a viewer is shown: the settings that people who animate mouths know as natural lip sync. Immutable; thread-safe.
/// Whatever they say, lips that touch (PP, FF) are shown, and the mouth rests 120 ms after the last sound.
/// </summary>
public sealed record LipSyncSettings
{
    /// <summary>The longest time that a setting may hold: beyond it whole words would vanish.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Shapes that would be held shorter give their time to a neighbour; 0 to 500 ms. Default: 30 ms, about two frames at 60 Hz.</summary>
    public TimeSpan MinVisemeInterval { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Neighbours that look alike are shown as one where both together last at most this; 0 to 500 ms. Default: 80 ms.</summary>
    public TimeSpan MergeWindow { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Which of two merged shapes stays: 0 for the longer, 1 for the one that is least like all others, between them a weighing of both. Default: 0.7.</summary>
    public double KeyVisemePreference { get; init; } = 0.7;

    /// <summary>How alike shapes must look to be merged: 0 for all, 1 for none but equal ones; n and d are 0.82, ɛ and s 0.77, u and o 0.63, b and f 0.41. Default: 0.6.</summary>
    public double SimilarityThreshold { get; init; } = 0.6;

    /// <summary>Whether the mouth rests in pauses between words, of 80 ms and more; otherwise only in those of 250 ms and more. Default: true.</summary>
    public bool PreserveSilence { get; init; } = true;

    /// <summary>Whether <see cref="CriticalVisemes"/> are neither left out nor merged into others. Default: true.</summary>
    public bool PreserveCriticalVisemes { get; init; } = true;

    /// <summary>Critical visemes that sound shorter are held this long, as far as neighbours can give half of their time; 0 to 500 ms. Default: 0.</summary>
    public TimeSpan CriticalVisemeMinDuration { get; init; }

    /// <summary>The visemes that viewers miss first, as positions in <see cref="VisemeSet"/>. Default: PP, FF, RR, oh, ou: lips that touch, and lips that round.</summary>
    public IReadOnlyList<int> CriticalVisemes { get; init; } = [VisemeSet.PP, VisemeSet.FF, VisemeSet.RR, VisemeSet.OH, VisemeSet.OU];

    /// <summary>The default, chosen by the benchmark: the calmest that shows as much as <see cref="Crisp"/> does.</summary>
    public static LipSyncSettings Natural { get; } = new();

    /// <summary>Every shape of every sound, and critical ones for 60 ms at least: for screens near the viewer and for people who read lips.</summary>
    public static LipSyncSettings Crisp { get; } = new()
    {
        MinVisemeInterval = TimeSpan.Zero,
        MergeWindow = TimeSpan.Zero,
        CriticalVisemeMinDuration = TimeSpan.FromMilliseconds(60),
    };

    /// <summary>Few shapes, each held long: for drawn characters with few pictures, and for small screens.</summary>
    public static LipSyncSettings Calm { get; } = new()
    {
        MinVisemeInterval = TimeSpan.FromMilliseconds(60),
        MergeWindow = TimeSpan.FromMilliseconds(160),
        PreserveSilence = false,
    };

    /// <summary>Teeth are seen in every s and sh, for 80 ms at least.</summary>
    public static LipSyncSettings SibilantStrong { get; } = new()
    {
        CriticalVisemes = [VisemeSet.PP, VisemeSet.FF, VisemeSet.CH, VisemeSet.SS, VisemeSet.RR, VisemeSet.OH, VisemeSet.OU],
        CriticalVisemeMinDuration = TimeSpan.FromMilliseconds(80),
    };

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, LipSyncSettings> Presets { get; } = new Dictionary<string, LipSyncSettings>(StringComparer.Ordinal)
    {
        ["natural"] = Natural,
        ["crisp"] = Crisp,
        ["calm"] = Calm,
        ["sibilant-strong"] = SibilantStrong,
    };

    /// <summary>What is wrong with the settings, each with its name and what belongs there; empty when they can be used.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Time("minVisemeInterval", MinVisemeInterval),
        .. Time("mergeWindow", MergeWindow),
        .. Share("keyVisemePreference", KeyVisemePreference),
        .. Share("similarityThreshold", SimilarityThreshold),
        .. Time("criticalVisemeMinDuration", CriticalVisemeMinDuration),
        .. CriticalVisemes.Where(viseme => viseme is <= VisemeSet.Sil or >= VisemeSet.Count)
            .Select(viseme => $"criticalVisemes: {viseme} is no viseme that can be critical; these are 1 to {VisemeSet.Count - 1}: {string.Join(", ", VisemeSet.Names.Skip(1))}."),
    ];

    /// <summary>Whether a viseme is one that viewers miss first.</summary>
    internal bool IsCritical(int viseme) => CriticalVisemes.Contains(viseme);

    /// <summary>Whether a viseme must be shown.</summary>
    internal bool Keeps(int viseme) => viseme is VisemeSet.PP or VisemeSet.FF || (PreserveCriticalVisemes && IsCritical(viseme));

    private static string[] Time(string name, TimeSpan value) => value >= TimeSpan.Zero && value <= Longest
        ? []
        : [FormattableString.Invariant($"{name}: {value.TotalMilliseconds:0.###} ms is not 0 to {Longest.TotalMilliseconds:0} ms.")];

    private static string[] Share(string name, double value) => value is >= 0 and <= 1 ? [] : [FormattableString.Invariant($"{name}: {value} is not 0 to 1.")];
}
