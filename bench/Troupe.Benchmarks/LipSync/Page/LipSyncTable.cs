using System.Globalization;
using System.Text;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.LipSync.Page;

/// <summary>The figures of a run as Markdown: for each set a table with a row for each way. What reaches its aim is bold, what misses it has a mark.</summary>
public static class LipSyncTable
{
    private static readonly (string Metric, string Title, string Format)[] Columns =
    [
        ("strict15", "strict", "0.00"),
        ("accept15", "accepted", "0.00"),
        ("coarse", "coarse", "0.00"),
        ("open_r", "opening r", "0.00"),
        ("open_r_best_lag", "r at best lag", "0.00"),
        ("closure_f1", "closure F1", "0.00"),
        ("closure_recall", "closure recall", "0.00"),
        ("false_closures_per_s", "false closures /s", "0.00"),
        ("labiodental_recall", "f, v", "0.00"),
        ("rounding_recall", "rounded", "0.00"),
        ("onset_p50_ms", "onset P50, ms", "0"),
        ("onset_p95_ms", "P95", "0"),
        ("onset_missed", "missed", "0.00"),
        ("transitions", "changes", "0.00"),
        ("lag_ms", "lag, ms", "0"),
        ("look_ahead_ms", "look-ahead, ms", "0"),
        ("cpu_us_per_frame", "µs per frame", "0.0"),
        ("bytes_per_frame", "B per frame", "0"),
    ];

    private static readonly (string Metric, string Title, string Format)[] Motion =
    [
        ("closed_60fps", "closed at 60 Hz", "0.00"),
        ("closed_120fps", "at 120 Hz", "0.00"),
        ("lead_ms", "lips early, ms", "0"),
        ("vowel_reach", "vowel reach", "0.00"),
        ("jerk", "jerk, /s³", "0"),
        ("weights_sum", "sum of weights", "0.00"),
    ];

    /// <summary>Writes the tables.</summary>
    /// <param name="figures">Named <c>WAY.SET.METRIC</c>.</param>
    /// <param name="ways">In the order of the rows.</param>
    /// <param name="sets">In the order of the tables.</param>
    public static string Of(IReadOnlyList<Figure> figures, IReadOnlyList<string> ways, IReadOnlyList<string> sets)
    {
        var known = figures.ToDictionary(figure => figure.Name, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var set in sets)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {set}\n\n");
            Write(text, "way", Columns, ways.Select(way => (way, (Func<string, Figure?>)(metric => known.GetValueOrDefault($"{way}.{set}.{metric}")))));
        }

        text.Append("### How the timed mouth moves\n\n");
        Write(text, "set", Motion, sets.Select(set => (set, (Func<string, Figure?>)(metric => known.GetValueOrDefault($"timed.{set}.{metric}")))));
        text.Append("### Aims\n\n");
        foreach (var aims in figures.Where(figure => figure.Aim is not null).Select(Parts).GroupBy(part => part.Way))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {aims.Key}: {string.Join(", ", aims.GroupBy(part => part.Metric).Select(Aim))}\n");
        }

        return text.Append('\n').ToString();
    }

    private static (string Way, string Set, string Metric, string Aim) Parts(Figure figure)
    {
        var parts = figure.Name.Split('.');
        return (parts[0], parts[1], parts[^1], figure.Aim!);
    }

    // That of most sets, then the sets that have one of their own.
    private static string Aim(IGrouping<string, (string Way, string Set, string Metric, string Aim)> sets)
    {
        var most = sets.GroupBy(part => part.Aim).MaxBy(same => same.Count())!.Key;
        return $"{sets.Key} {most}{string.Concat(sets.Where(part => part.Aim != most).Select(part => $" ({part.Set} {part.Aim})"))}";
    }

    private static void Write(StringBuilder text, string first, (string Metric, string Title, string Format)[] columns, IEnumerable<(string Name, Func<string, Figure?> Find)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {first} | {string.Join(" | ", columns.Select(column => column.Title))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var (name, find) in rows)
        {
            var cells = columns.Select(column => Cell(find(column.Metric), column.Format)).ToArray();
            if (Array.Exists(cells, cell => cell != "–"))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |\n");
            }
        }

        text.Append('\n');
    }

    private static string Cell(Figure? figure, string format)
    {
        if (figure is null)
        {
            return "–";
        }

        var value = figure.Value.ToString(format, CultureInfo.InvariantCulture);
        return FigureAim.IsMet(figure) switch { true => $"**{value}**", false => value + " ▾", null => value };
    }
}
