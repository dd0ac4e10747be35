using Troupe.Contracts.Control;
using Troupe.Conversation.Acting;

namespace Troupe.Server.Presenters;

/// <summary>Styles of lip sync as the conversation knows them.</summary>
internal static class LipSyncStyles
{
    /// <summary>The options of a conversation that a style stands for.</summary>
    public static LipSyncOptions ToOptions(this LipSyncStyle style) => new()
    {
        Preset = style.Preset,
        MinVisemeInterval = Time(style.MinVisemeInterval),
        MergeWindow = Time(style.MergeWindow),
        KeyVisemePreference = style.KeyVisemePreference,
        SimilarityThreshold = style.SimilarityThreshold,
        PreserveSilence = style.PreserveSilence,
        PreserveCriticalVisemes = style.PreserveCriticalVisemes,
        CriticalVisemeMinDuration = Time(style.CriticalVisemeMinDuration),
        CriticalVisemes = [.. style.CriticalVisemes ?? []],
    };

    // Beyond an hour is as wrong as an hour, and fits a time.
    private static TimeSpan? Time(double? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(Math.Clamp(double.IsNaN(value) ? -1 : value, -1, 3_600_000)) : null;
}
