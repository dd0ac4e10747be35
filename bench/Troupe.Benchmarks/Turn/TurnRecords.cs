using System.Globalization;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Turn;

/// <summary>Turns as files: everything as JSON lines, and the times as CSV.</summary>
internal static class TurnRecords
{
    public static async Task WriteAsync(string folder, string name, IReadOnlyList<MeasuredTurn> turns, CancellationToken cancellationToken)
    {
        var lines = turns.Select((turn, index) => JsonSerializer.Serialize(
            new
            {
                number = index + 1,
                kind = TurnFigures.Snake(turn.Item.Kind),
                turn.Item.Speaker,
                turn.Item.Text,
                seconds = turn.Item.Sound.Duration.TotalSeconds,
                pauses = turn.Item.Pauses.Select(pause => new { at = pause.At.TotalMilliseconds, duration = pause.Duration.TotalMilliseconds }),
                turn.Starts,
                falseEndpoint = turn.IsFalseEndpoint,
                turn.Decided,
                turn.Sound,
                turn.Mouth,
                turn.Ideal,
                kept = turn.IsKept,
                turn.Transcripts,
                turn.Reply,
                turn.Latency,
                turn.Errors,
            },
            Wire.Json));
        await File.WriteAllLinesAsync(Path.Combine(folder, name + ".jsonl"), lines, cancellationToken);
        string[] table =
        [
            "number,kind,speaker,false_endpoint,decided_ms,sound_ms,mouth_ms,ideal_ms," + string.Join(',', TurnFigures.Stages.Select(stage => stage.Name + "_ms")),
            .. turns.Select((turn, index) => string.Create(
                CultureInfo.InvariantCulture,
                $"{index + 1},{TurnFigures.Snake(turn.Item.Kind)},{turn.Item.Speaker},{turn.IsFalseEndpoint},{turn.Decided:F1},{turn.Sound:F1},{turn.Mouth:F1},{turn.Ideal:F1},")
                + string.Join(',', TurnFigures.Stages.Select(stage => (turn.Latency is { } latency ? stage.Of(latency) : null)?.ToString("F1", CultureInfo.InvariantCulture)))),
        ];
        await File.WriteAllLinesAsync(Path.Combine(folder, name + ".csv"), table, cancellationToken);
    }
}
