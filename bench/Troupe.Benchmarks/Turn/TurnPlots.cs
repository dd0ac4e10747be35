using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.Turn;

/// <summary>Pictures of the turns.</summary>
internal static class TurnPlots
{
    /// <summary>Writes <c>distribution.svg</c>, <c>stages.svg</c> and <c>kinds.svg</c>.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="turns">Headless turns.</param>
    /// <param name="browser">The same in Chromium, or none.</param>
    public static void Write(string folder, IReadOnlyList<MeasuredTurn> turns, IReadOnlyList<MeasuredTurn> browser)
    {
        var clean = turns.Where(turn => turn.IsClean).ToArray();
        File.WriteAllText(Path.Combine(folder, "distribution.svg"), Plot.Cumulative(
            $"From the last loud sample of {clean.Length} spoken turns: share of turns by then",
            [
                ("decided", Values(clean, turn => turn.Decided)),
                ("mouth moves", Values(clean, turn => turn.Mouth)),
                ("sound", Values(clean, turn => turn.Sound)),
                ("sound, ideal", Values(clean, turn => turn.Ideal)),
                ("sound, Chromium", Values(browser.Where(turn => turn.IsClean), turn => turn.Sound)),
            ]));
        File.WriteAllText(Path.Combine(folder, "stages.svg"), Plot.Stacked(
            "From the server's last voice to the first sample at the loudspeaker: mean of each stage",
            [.. TurnFigures.Stages.Select(stage => stage.Name.Replace('_', ' '))],
            [.. clean.GroupBy(turn => turn.Item.Kind).Select(kind => (TurnFigures.Snake(kind.Key), (IReadOnlyList<double>)[.. TurnFigures.Stages.Select(stage =>
                kind.Select(turn => turn.Latency is { } latency ? stage.Of(latency) ?? 0 : 0).Average())]))]));
        File.WriteAllText(Path.Combine(folder, "kinds.svg"), Plot.Points(
            "From the last loud sample to the answer's first one; red: a turn began before the person was done",
            [.. turns.GroupBy(turn => turn.Item.Kind).Select(kind => (TurnFigures.Snake(kind.Key), (IReadOnlyList<(double, bool)>)[.. kind.Where(turn => turn.Sound is not null)
                .Select(turn => (turn.Sound!.Value, turn.IsFalseEndpoint))]))]));
    }

    private static double[] Values(IEnumerable<MeasuredTurn> turns, Func<MeasuredTurn, double?> of) => [.. turns.Select(of).OfType<double>()];
}
