using System.Text.Json.Serialization;
using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.Cli.LipSync;

/// <summary>A lip sync in a line.</summary>
/// <param name="DurationMs">Milliseconds of sound.</param>
/// <param name="Phones">Phones that sound.</param>
/// <param name="Visemes">Cues of visemes.</param>
/// <param name="Closures">Those of them in which the lips are pressed together.</param>
/// <param name="Frames">Frames that were drawn; 0 when none were asked for.</param>
/// <param name="Aligned">How far a text was found in a sound; absent where none was looked for.</param>
/// <param name="TookMs">Milliseconds of work, reading and writing included.</param>
/// <param name="RealTimeFactor">Work for each second of sound, in seconds.</param>
internal sealed record LipSyncSummary(
    [property: JsonPropertyName("duration_ms")] double DurationMs,
    int Phones,
    int Visemes,
    int Closures,
    int Frames,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AlignedSpans? Aligned,
    [property: JsonPropertyName("took_ms")] double TookMs,
    [property: JsonPropertyName("real_time_factor")] double RealTimeFactor)
{
    public static LipSyncSummary Of(PerformedUtterance utterance, AlignedSpans? aligned, int frames, TimeSpan took) => new(
        Math.Round(utterance.Duration, 1),
        utterance.Phonemes.Count(phoneme => phoneme.Ipa.Length > 0),
        utterance.Visemes.Count,
        utterance.Visemes.Count(viseme => viseme.Viseme == VisemeSet.PP),
        frames,
        aligned,
        Math.Round(took.TotalMilliseconds, 1),
        Math.Round(took.TotalMilliseconds / Math.Max(1, utterance.Duration), 4));
}
