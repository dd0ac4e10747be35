using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>Pictures of what was said into answers.</summary>
internal static class BargeInPlots
{
    /// <summary>Writes <c>times.svg</c> and <c>kinds.svg</c>.</summary>
    public static void Write(string folder, IReadOnlyList<Interjected> all)
    {
        var chromium = all.Where(one => one.Place == "chromium").ToArray();
        File.WriteAllText(Path.Combine(folder, "times.svg"), Plot.Cumulative(
            $"{chromium.Length} interjections in Chromium: share of them by then",
            [
                ("voice to duck", Values(chromium, one => one.Duck)),
                ("voice to decision", Values(chromium, one => one.Decision)),
                ("decision to silence", Values(chromium, one => one.DecisionToSilence)),
                ("decision to still mouth", Values(chromium, one => one.DecisionToStill)),
            ]));
        File.WriteAllText(Path.Combine(folder, "kinds.svg"), Plot.Points(
            "From the voice to the stop; 0: none. Red: ended what it should not have, or went on",
            [.. all.GroupBy(one => one.Item.Kind).Select(kind => (kind.Key.ToString().ToLowerInvariant(), (IReadOnlyList<(double, bool)>)[.. kind
                .Select(one => (one.Decision ?? 0, one.IsInterruption ? !one.IsHonoured : !one.IsRecovered))]))]));
    }

    private static double[] Values(IEnumerable<Interjected> all, Func<Interjected, double?> of) => [.. all.Select(of).OfType<double>()];
}
