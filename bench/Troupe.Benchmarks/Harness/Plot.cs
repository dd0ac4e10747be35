using System.Globalization;
using System.Text;

namespace Troupe.Benchmarks.Harness;

/// <summary>Plots as SVG, for pages and reviews: a horizontal axis of milliseconds, from 0.</summary>
internal static class Plot
{
    private const int Left = 130;
    private const int Right = 770;
    private const int Top = 50;

    private static readonly string[] Colours = ["#1b6ca8", "#d1495b", "#2e8b57", "#e2a02f", "#6b4c9a", "#4a4a4a", "#7fb7be"];

    /// <summary>The share of values below each value, one line for each series.</summary>
    public static string Cumulative(string title, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        const int bottom = 400;
        var shown = series.Where(line => line.Values.Count > 0).ToArray();
        var most = Rounded(shown.SelectMany(line => line.Values).DefaultIfEmpty(100).Max());
        var svg = Begin(title, bottom, most);
        for (var share = 0; share <= 100; share += 25)
        {
            var y = bottom - (share * (bottom - Top) / 100);
            Line(svg, Left, y, Right, y, "#ddd");
            Text(svg, Left - 8, y + 4, $"{share} %", "end");
        }

        for (var i = 0; i < shown.Length; i++)
        {
            var sorted = shown[i].Values.Order().ToArray();
            var points = sorted.Select((value, rank) => Number(X(value, most)) + "," + Number(bottom - ((rank + 1.0) / sorted.Length * (bottom - Top))));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill='none' stroke='{Colours[i % Colours.Length]}' stroke-width='2' points='{string.Join(' ', points)}'/>");
            Key(svg, i, shown[i].Name, bottom - 12 - (20 * (shown.Length - i)));
        }

        return End(svg);
    }

    /// <summary>Stacked bars: the parts of each row, one after another.</summary>
    public static string Stacked(string title, IReadOnlyList<string> parts, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> rows)
    {
        const int height = 34;
        var bottom = Top + (height * rows.Count) + 10;
        var most = Rounded(rows.Select(row => row.Values.Sum()).DefaultIfEmpty(100).Max());
        var svg = Begin(title, bottom, most, 24 * ((parts.Count / 3) + 1));
        for (var row = 0; row < rows.Count; row++)
        {
            var y = Top + (height * row) + 6;
            Text(svg, Left - 8, y + 15, rows[row].Name, "end");
            double from = 0;
            for (var part = 0; part < parts.Count; part++)
            {
                var value = rows[row].Values[part];
                svg.Append(CultureInfo.InvariantCulture, $"<rect x='{Number(X(from, most))}' y='{y}' width='{Number(X(value, most) - Left)}' height='{height - 12}' fill='{Colours[part % Colours.Length]}'/>");
                from += value;
            }

            Text(svg, (int)X(from, most) + 5, y + 15, from.ToString("0", CultureInfo.InvariantCulture), "start");
        }

        for (var part = 0; part < parts.Count; part++)
        {
            var (x, y) = (Left + (part % 3 * 215), bottom + 48 + (part / 3 * 20));
            svg.Append(CultureInfo.InvariantCulture, $"<rect x='{x}' y='{y - 10}' width='12' height='12' fill='{Colours[part % Colours.Length]}'/>");
            Text(svg, x + 18, y, parts[part], "start");
        }

        return End(svg);
    }

    /// <summary>A point for each value, a row for each series; what is marked is red.</summary>
    public static string Points(string title, IReadOnlyList<(string Name, IReadOnlyList<(double Value, bool Marked)> Values)> rows)
    {
        const int height = 40;
        var bottom = Top + (height * rows.Count) + 10;
        var most = Rounded(rows.SelectMany(row => row.Values).Select(value => value.Value).DefaultIfEmpty(100).Max());
        var svg = Begin(title, bottom, most);
        for (var row = 0; row < rows.Count; row++)
        {
            var y = Top + (height * row) + (height / 2);
            Text(svg, Left - 8, y + 4, rows[row].Name, "end");
            Line(svg, Left, y, Right, y, "#eee");
            for (var i = 0; i < rows[row].Values.Count; i++)
            {
                var (value, marked) = rows[row].Values[i];
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx='{Number(Math.Max(Left - 4, X(value, most)))}' cy='{y - 9 + (i % 7 * 3)}' r='3.2' fill='{(marked ? Colours[1] : Colours[0])}' fill-opacity='.75'/>");
            }
        }

        return End(svg);
    }

    private static StringBuilder Begin(string title, int bottom, double most, int below = 0)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 820 {bottom + below + 50}' font-family='sans-serif' font-size='12' fill='#222'>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width='820' height='{bottom + below + 50}' fill='#fff'/><text x='20' y='26' font-size='16'>{System.Net.WebUtility.HtmlEncode(title)}</text>");
        for (var tick = 0; tick <= 5; tick++)
        {
            var value = most * tick / 5;
            Line(svg, (int)X(value, most), Top, (int)X(value, most), bottom, "#ddd");
            Text(svg, (int)X(value, most), bottom + 18, value.ToString("0", CultureInfo.InvariantCulture) + (tick == 5 ? " ms" : ""), "middle");
        }

        return svg;
    }

    private static string End(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    private static double X(double value, double most) => Left + (value / most * (Right - Left));

    private static double Rounded(double most)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(most, 1))));
        return Math.Ceiling(most / step * 2) * step / 2;
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static void Key(StringBuilder svg, int index, string name, int y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect x='{Right - 190}' y='{y - 10}' width='12' height='12' fill='{Colours[index % Colours.Length]}'/>");
        Text(svg, Right - 172, y, name, "start");
    }

    private static void Line(StringBuilder svg, int x1, int y1, int x2, int y2, string colour) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1='{x1}' y1='{y1}' x2='{x2}' y2='{y2}' stroke='{colour}'/>");

    private static void Text(StringBuilder svg, int x, int y, string text, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x='{x}' y='{y}' text-anchor='{anchor}'>{System.Net.WebUtility.HtmlEncode(text)}</text>");
}
