using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>The figures of what was said into answers: times in Chromium, shares over all places.</summary>
internal static class BargeInFigures
{
    public static IReadOnlyList<Figure> Of(IReadOnlyList<Interjected> all)
    {
        var figures = new List<Figure> { new("interjections", all.Count, "") };
        var chromium = all.Where(one => one.Place == "chromium").ToArray();
        Add(figures, chromium, "voice_to_duck_p50_ms", 0.5, one => one.Duck, null);
        Add(figures, chromium, "voice_to_duck_p95_ms", 0.95, one => one.Duck, "<= 100");
        Add(figures, all.Where(one => one.Place == "headless"), "voice_to_duck_message_p95_ms_headless", 0.95, one => one.Duck, null);
        Add(figures, all.Where(one => one.IsInterruption), "voice_to_decision_p50_ms", 0.5, one => one.Decision, null);
        Add(figures, all.Where(one => one.IsInterruption), "voice_to_decision_p95_ms", 0.95, one => one.Decision, null);
        Add(figures, chromium, "decision_to_silence_p50_ms", 0.5, one => one.DecisionToSilence, null);
        Add(figures, chromium, "decision_to_silence_p95_ms", 0.95, one => one.DecisionToSilence, "<= 150");
        Add(figures, chromium, "decision_to_still_p50_ms", 0.5, one => one.DecisionToStill, null);
        Add(figures, chromium, "decision_to_still_p95_ms", 0.95, one => one.DecisionToStill, "<= 150");
        Share(figures, all.Where(one => !one.IsInterruption), "false_stop_recovery_share", one => one.IsRecovered, ">= 95");
        foreach (var kind in all.Where(one => !one.IsInterruption).GroupBy(one => one.Item.Kind))
        {
            Share(figures, kind, $"false_stop_recovery_share_{Snake(kind.Key)}", one => one.IsRecovered, null);
            Share(figures, kind, $"stopped_share_{Snake(kind.Key)}", one => one.Decision is not null, null);
        }

        Share(figures, all.Where(one => !one.IsInterruption), "answered_by_mistake_share", one => one.Answered is not null, null);
        Share(figures, all.Where(one => one.IsInterruption), "interruption_honoured_share", one => one.IsHonoured, ">= 99");
        return figures;
    }

    private static string Snake(SpokenKind kind) => kind.ToString().ToLowerInvariant();

    private static void Add(List<Figure> figures, IEnumerable<Interjected> all, string name, double share, Func<Interjected, double?> of, string? aim)
    {
        if (all.Select(of).OfType<double>().Order().ToArray() is { Length: > 0 } sorted)
        {
            figures.Add(new Figure(name, Repetitions.Percentile(sorted, share), "ms", aim));
        }
    }

    private static void Share(List<Figure> figures, IEnumerable<Interjected> all, string name, Func<Interjected, bool> of, string? aim)
    {
        if (all.ToArray() is { Length: > 0 } some)
        {
            figures.Add(new Figure(name, 100.0 * some.Count(of) / some.Length, "%", aim));
        }
    }
}
