using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// The figures of a set of turns. Waits are those of clean turns: answered, and not before the person was done. Early answers and missing ones are shares of their own,
/// so that no wait gets better by cutting people off.
/// </summary>
internal static class TurnFigures
{
    /// <summary>Phases of the server's own account, in their order; they add up to its total.</summary>
    public static readonly (string Name, Func<TurnLatency, double?> Of)[] Stages =
    [
        ("end_of_turn_delay", latency => latency.EndOfTurnDelay),
        ("transcription_delay", latency => latency.TranscriptionDelay),
        ("first_token", latency => latency.FirstToken),
        ("first_phrase", latency => latency.FirstPhrase),
        ("tts_first_byte", latency => latency.TtsFirstByte),
        ("first_audio", latency => latency.FirstAudio),
        ("playback_latency", latency => latency.PlaybackLatency),
    ];

    /// <summary>The figures.</summary>
    /// <param name="turns">At least one.</param>
    /// <param name="suffix">Behind each name: empty, or where the turns took place.</param>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<MeasuredTurn> turns, string suffix = "")
    {
        var clean = turns.Where(turn => turn.IsClean).ToArray();
        var figures = new List<Figure>
        {
            new($"turns{suffix}", turns.Count, ""),
            new($"unanswered_share{suffix}", Share(turns, turn => turn.Sound is null), "%", "<= 0"),
            new($"false_endpoint_share{suffix}", Share(turns, turn => turn.IsFalseEndpoint), "%", "<= 5"),
            new($"split_question_share{suffix}", Share(turns, turn => turn.IsSplit), "%"),
        };
        if (suffix.Length == 0)
        {
            figures.AddRange(turns.GroupBy(turn => turn.Item.Kind).Select(kind => new Figure($"false_endpoint_share_{Snake(kind.Key)}", Share([.. kind], turn => turn.IsFalseEndpoint), "%")));
        }

        if (clean.Length == 0)
        {
            return figures;
        }

        var sound = Sorted(clean, turn => turn.Sound);
        var mouth = Sorted(clean, turn => turn.Mouth);
        figures.Add(new($"speech_end_to_sound_p50_ms{suffix}", Repetitions.Percentile(sound, 0.5), "ms", "<= 350", Repetitions.Of(sound).Spread));
        figures.Add(new($"speech_end_to_sound_p95_ms{suffix}", Repetitions.Percentile(sound, 0.95), "ms", "<= 500"));
        figures.Add(new($"speech_end_to_sound_p99_ms{suffix}", Repetitions.Percentile(sound, 0.99), "ms"));
        if (suffix.Length == 0)
        {
            figures.AddRange(clean.GroupBy(turn => turn.Item.Kind).SelectMany(kind => Percentile(Sorted(kind, turn => turn.Sound), $"speech_end_to_sound_{Snake(kind.Key)}_p50_ms", 0.5)));
            figures.Add(new("kept_phrase_share", Share(clean, turn => turn.IsKept), "%"));
            figures.AddRange(Percentile(Sorted(clean.Where(turn => !turn.IsKept), turn => turn.Sound), "speech_end_to_sound_not_kept_p50_ms", 0.5));
        }

        figures.AddRange(Percentile(mouth, $"speech_end_to_mouth_p50_ms{suffix}", 0.5));
        figures.AddRange(Percentile(mouth, $"speech_end_to_mouth_p95_ms{suffix}", 0.95));
        figures.AddRange(Percentile(Sorted(clean, turn => turn.Decided), $"speech_end_to_decision_p50_ms{suffix}", 0.5));
        figures.AddRange(Percentile(Sorted(clean, turn => turn.Decided), $"speech_end_to_decision_p95_ms{suffix}", 0.95));

        var ratios = Sorted(clean, turn => turn.Sound / turn.Ideal);
        if (ratios.Length > 0)
        {
            figures.Add(new($"ideal_ratio_p50{suffix}", Repetitions.Percentile(ratios, 0.5), "", "<= 1.10", Repetitions.Of(ratios).Spread));
            figures.Add(new($"ideal_ratio_p95{suffix}", Repetitions.Percentile(ratios, 0.95), "", "<= 1.25"));
            figures.Add(new($"over_ideal_p50_ms{suffix}", Repetitions.Percentile(Sorted(clean, turn => turn.Sound - turn.Ideal), 0.5), "ms"));
        }

        foreach (var (name, of) in Stages)
        {
            if (Sorted(clean, turn => turn.Latency is { } latency ? of(latency) : null) is { Length: > 0 } values)
            {
                figures.Add(new($"stage_{name}_ms{suffix}", Repetitions.Percentile(values, 0.5), "ms", null, Repetitions.Of(values).Spread));
            }
        }

        return figures;
    }

    public static string Snake(SpokenKind kind) => kind.ToString().ToLowerInvariant();

    private static IEnumerable<Figure> Percentile(double[] values, string name, double share) =>
        values.Length == 0 ? [] : [new Figure(name, Repetitions.Percentile(values, share), "ms")];

    private static double[] Sorted(IEnumerable<MeasuredTurn> turns, Func<MeasuredTurn, double?> of) => [.. turns.Select(of).OfType<double>().Order()];

    private static double Share(IReadOnlyCollection<MeasuredTurn> turns, Func<MeasuredTurn, bool> of) => 100.0 * turns.Count(of) / turns.Count;
}
