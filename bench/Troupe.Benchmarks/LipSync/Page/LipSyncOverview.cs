using System.Globalization;
using System.Net;
using System.Text;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.LipSync.Page;

/// <summary>The figures of a run as a picture: a panel for each metric, a row for each way, a dot for each set, a bar at their mean.</summary>
internal static class LipSyncOverview
{
    private const int Left = 120;
    private const int Top = 64;
    private const int Row = 26;
    private const int Panel = 150;
    private const int Gap = 26;

    private static readonly (string Metric, string Title, double From, double To)[] Panels =
    [
        ("accept15", "accepted visemes", 0, 1),
        ("coarse", "classes of lips", 0, 1),
        ("open_r_best_lag", "opening, r at best lag", 0, 1),
        ("closure_f1", "closure F1", 0, 1),
        ("labiodental_recall", "f and v shown", 0, 1),
        ("onset_missed", "onsets missed (less is better)", 0, 1),
        ("lag_ms", "lag in ms (0 is best)", -50, 300),
    ];

    /// <summary>Draws it as SVG on white, so that it is read on dark pages too.</summary>
    /// <param name="figures">Named <c>WAY.SET.METRIC</c>.</param>
    /// <param name="ways">In the order of the rows, and whether each is ours.</param>
    /// <param name="sets">All sets.</param>
    public static string Of(IReadOnlyList<Figure> figures, IReadOnlyList<(string Name, bool IsOurs)> ways, IReadOnlyList<string> sets)
    {
        var known = figures.ToDictionary(figure => figure.Name, figure => figure.Value, StringComparer.Ordinal);
        var (width, bottom) = (Left + (Panels.Length * (Panel + Gap)), Top + (ways.Count * Row));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {bottom + 46}' font-family='sans-serif' font-size='12' fill='#222'>\n<rect width='{width}' height='{bottom + 46}' fill='#fff'/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x='10' y='22' font-size='15'>Lip sync: a dot for each of {sets.Count} sets, a bar at their mean; blue are the ways of Troupe</text>\n");
        for (var row = 0; row < ways.Count; row++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{Left - 10}' y='{Top + (row * Row) + 17}' text-anchor='end'>{WebUtility.HtmlEncode(ways[row].Name)}</text>");
        }

        for (var panel = 0; panel < Panels.Length; panel++)
        {
            var (metric, title, from, to) = Panels[panel];
            var left = Left + (panel * (Panel + Gap));
            svg.Append(CultureInfo.InvariantCulture, $"\n<text x='{left + (Panel / 2)}' y='{Top - 12}' text-anchor='middle' font-size='11'>{title}</text><rect x='{left}' y='{Top}' width='{Panel}' height='{bottom - Top}' fill='#f6f7f9'/>");
            foreach (var tick in new[] { from, Math.Max(0, from), (from + to) / 2, to }.Distinct())
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line x1='{X(tick)}' y1='{Top}' x2='{X(tick)}' y2='{bottom}' stroke='{(tick == 0 ? "#999" : "#ddd")}'/><text x='{X(tick)}' y='{bottom + 16}' text-anchor='middle' font-size='10'>{tick:0.##}</text>");
            }

            for (var row = 0; row < ways.Count; row++)
            {
                var (name, isOurs) = ways[row];
                var (colour, y) = (isOurs ? "#1b6ca8" : "#b5542f", Top + (row * Row) + 13);
                double[] values = [.. sets.Select(set => $"{name}.{set}.{metric}").Where(known.ContainsKey).Select(figure => Math.Clamp(known[figure], from, to))];
                foreach (var value in values)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<circle cx='{X(value)}' cy='{y}' r='3.5' fill='{colour}' fill-opacity='.45'/>");
                }

                if (values.Length > 0)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<rect x='{X(values.Average() - ((to - from) * 0.008))}' y='{y - 8}' width='2.4' height='16' fill='{colour}'/>");
                }
                else
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<text x='{left + 6}' y='{y + 4}' fill='#767676' font-size='10'>knows no visemes</text>");
                }
            }

            string X(double value) => (left + ((value - from) / (to - from) * Panel)).ToString("0.#", CultureInfo.InvariantCulture);
        }

        return svg.Append("\n</svg>\n").ToString();
    }
}
