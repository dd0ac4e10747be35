using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation.Acting;

/// <summary>What of the shapes of speech a viewer is shown: a preset, and what deviates from it.</summary>
public sealed class LipSyncOptions : IValidatableObject
{
    /// <summary>The preset: "natural"; "crisp", which shows every shape; "calm", which shows few and holds them; or "sibilant-strong", which holds s and sh. Default: "natural".</summary>
    [Required(AllowEmptyStrings = false)]
    public string Preset { get; set; } = "natural";

    /// <summary>Shapes that would be held shorter give their time to a neighbour. Default: null, which stands for the preset's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.500")]
    public TimeSpan? MinVisemeInterval { get; set; }

    /// <summary>Neighbours that look alike are shown as one where both together last at most this. Default: null, which stands for the preset's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.500")]
    public TimeSpan? MergeWindow { get; set; }

    /// <summary>Which of two merged shapes stays: 0 for the longer, 1 for the one that is least like all others. Default: null, which stands for the preset's.</summary>
    [Range(0.0, 1.0)]
    public double? KeyVisemePreference { get; set; }

    /// <summary>How alike shapes must look to be merged: 0 for all, 1 for none but equal ones. Default: null, which stands for the preset's.</summary>
    [Range(0.0, 1.0)]
    public double? SimilarityThreshold { get; set; }

    /// <summary>Whether the mouth rests in pauses between words, of 80 ms and more; otherwise only in those of 250 ms and more. Default: null, which stands for the preset's.</summary>
    public bool? PreserveSilence { get; set; }

    /// <summary>Whether critical visemes are neither left out nor merged into others. Default: null, which stands for the preset's.</summary>
    public bool? PreserveCriticalVisemes { get; set; }

    /// <summary>Critical visemes that sound shorter are held this long, as far as neighbours can give half of their time. Default: null, which stands for the preset's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.500")]
    public TimeSpan? CriticalVisemeMinDuration { get; set; }

    /// <summary>Names of the visemes that viewers miss first, such as SS. Default: none, which stands for the preset's.</summary>
    public IList<string> CriticalVisemes { get; set; } = [];

    /// <summary>The settings that they stand for.</summary>
    /// <exception cref="ValidationException">They are wrong; the message says all that is.</exception>
    public LipSyncSettings ToSettings()
    {
        string[] mistakes = [.. NameMistakes()];
        if (mistakes.Length > 0)
        {
            throw new ValidationException(string.Join(" ", mistakes));
        }

        var preset = LipSyncSettings.Presets[Preset];
        var settings = new LipSyncSettings
        {
            MinVisemeInterval = MinVisemeInterval ?? preset.MinVisemeInterval,
            MergeWindow = MergeWindow ?? preset.MergeWindow,
            KeyVisemePreference = KeyVisemePreference ?? preset.KeyVisemePreference,
            SimilarityThreshold = SimilarityThreshold ?? preset.SimilarityThreshold,
            PreserveSilence = PreserveSilence ?? preset.PreserveSilence,
            PreserveCriticalVisemes = PreserveCriticalVisemes ?? preset.PreserveCriticalVisemes,
            CriticalVisemeMinDuration = CriticalVisemeMinDuration ?? preset.CriticalVisemeMinDuration,
            CriticalVisemes = CriticalVisemes.Count == 0 ? preset.CriticalVisemes : [.. CriticalVisemes.Select(PositionOf)],
        };
        return settings.Problems() is { Count: > 0 } problems ? throw new ValidationException(string.Join(" ", problems)) : settings;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => NameMistakes().Select(mistake => new ValidationResult(mistake));

    private IEnumerable<string> NameMistakes()
    {
        if (!LipSyncSettings.Presets.ContainsKey(Preset))
        {
            yield return $"Preset: '{Preset}' is none; choose one of {string.Join(", ", LipSyncSettings.Presets.Keys)}.";
        }

        foreach (var name in CriticalVisemes.Where(name => PositionOf(name) <= VisemeSet.Sil))
        {
            yield return $"CriticalVisemes: '{name}' is no viseme that can be critical; these are {string.Join(", ", VisemeSet.Names.Skip(1))}.";
        }
    }

    private static int PositionOf(string name) => Enumerable.Range(0, VisemeSet.Count).FirstOrDefault(viseme => VisemeSet.Names[viseme] == name, -1);
}
