using System.ComponentModel.DataAnnotations;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Performances;

/// <summary>
/// Settings of lip sync in a file: a preset and what deviates from it, times in milliseconds:
/// <c>{"preset":"calm","minVisemeInterval":50,"criticalVisemes":["PP","FF","SS"]}</c>.
/// </summary>
public static class LipSyncSettingsFile
{
    private static readonly string[] Names =
    [
        "preset", "minVisemeInterval", "mergeWindow", "keyVisemePreference", "similarityThreshold",
        "preserveSilence", "preserveCriticalVisemes", "criticalVisemeMinDuration", "criticalVisemes",
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="PerformanceException">It holds none; the message says what is wrong and what belongs there.</exception>
    public static LipSyncSettings Read(ReadOnlyMemory<byte> utf8) => JsonPlace.Read(utf8, Read);

    private static LipSyncSettings Read(JsonPlace file)
    {
        // It tells a value that is no object.
        _ = file.Find("preset");
        if (file.Value.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw file.Wrong($"'{unknown}' is no setting of lip sync; these are {string.Join(", ", Names)}.");
        }

        var options = new LipSyncOptions
        {
            Preset = file.Find("preset")?.Text() ?? "natural",
            MinVisemeInterval = Time("minVisemeInterval"),
            MergeWindow = Time("mergeWindow"),
            KeyVisemePreference = file.Find("keyVisemePreference")?.Number(),
            SimilarityThreshold = file.Find("similarityThreshold")?.Number(),
            PreserveSilence = file.Find("preserveSilence")?.Truth(),
            PreserveCriticalVisemes = file.Find("preserveCriticalVisemes")?.Truth(),
            CriticalVisemeMinDuration = Time("criticalVisemeMinDuration"),
            CriticalVisemes = file.ListOf("criticalVisemes", viseme => viseme.Text()),
        };
        try
        {
            return options.ToSettings();
        }
        catch (ValidationException mistake)
        {
            throw file.Wrong(mistake.Message);
        }

        TimeSpan? Time(string name) => file.Find(name) is { } place
            ? place.Number() is >= 0 and <= 500 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : throw place.Wrong($"{place.Value.GetRawText()} is not 0 to 500 ms.")
            : null;
    }
}
