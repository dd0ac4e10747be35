using System.Globalization;
using System.Security;
using System.Text;

namespace Troupe.Testing.Reports;

/// <summary>A picture of lanes over one time axis. Lanes are added from the top; what is drawn goes into the last one.</summary>
/// <param name="length">What the axis shows.</param>
internal sealed class LaneChart(TimeSpan length)
{
    private const double Left = 96;
    private const double Top = 64;
    private const double Row = 22;
    private const double Letter = 5.6;

    private const string Style = """
        <style>
          svg { --ground: #ffffff; --ink: #1c2430; --soft: #667085; --lane: #f4f6f9; --grid: #dde2ea; --veil: 0.28 }
          @media (prefers-color-scheme: dark) { svg { --ground: #12161c; --ink: #e6eaf0; --soft: #94a0b3; --lane: #1a2029; --grid: #2b3442; --veil: 0.42 } }
          text { fill: var(--ink) } .title { font-weight: 600 } .time { fill: var(--soft); font-size: 9.5px } .bad { fill: #d92d20 }
          .ground { fill: var(--ground) } .lane { fill: var(--lane) } .grid { stroke: var(--grid); stroke-width: 1 }
          rect { stroke-width: 0.6 } .mark { stroke-width: 1; stroke-dasharray: 3 3; opacity: 0.55 }
          .person { fill: #e8710a; stroke: #e8710a } .noise { fill: #98a2b3; stroke: #98a2b3 } .ear { fill: #d9a514; stroke: #d9a514 }
          .mind { fill: #4e6df5; stroke: #4e6df5 } .guard { fill: #8b5cf6; stroke: #8b5cf6 } .made { fill: #2aa5b8; stroke: #2aa5b8 }
          .sent { fill: #5aa469; stroke: #5aa469 } .heard { fill: #1f9d55; stroke: #1f9d55 } .face { fill: #c2488f; stroke: #c2488f }
          .trouble { fill: #d92d20; stroke: #d92d20 } .dropped { fill: #98a2b3; stroke: #98a2b3; stroke-dasharray: 2 2 }
          .state-listening { fill: #98a2b3; stroke: #98a2b3 } .state-endpointing { fill: #d9a514; stroke: #d9a514 } .state-thinking { fill: #4e6df5; stroke: #4e6df5 }
          .state-speaking { fill: #1f9d55; stroke: #1f9d55 } .state-interrupted { fill: #d92d20; stroke: #d92d20 }
          g rect { fill-opacity: var(--veil) }
        </style>
        """;

    /// <summary>Wide enough to read single words of speech, and no wider than pictures can be.</summary>
    private readonly double _pixelsPerSecond = Math.Clamp(12_000 / length.TotalSeconds, 10, 180);

    private readonly StringBuilder _lanes = new();
    private readonly StringBuilder _body = new();
    private double _top = Top;
    private double _next = Top;

    /// <summary>Begins a lane.</summary>
    public void Lane(string title, int rows = 1)
    {
        _top = _next + 6;
        _next = _top + (rows * Row);
        _lanes.AppendLine(CultureInfo.InvariantCulture, $"""<rect class="lane" x="0" y="{_top - 3:0}" width="100%" height="{(rows * Row) + 5:0}"/><text class="title" x="10" y="{_top + 14:0}">{title}</text>""");
    }

    /// <summary>Draws a stretch of time with what it is, as far as there is room; all of it shows when pointed at.</summary>
    public void Box(TimeSpan from, TimeSpan to, string text, string style, int row = 0)
    {
        var (x, width, y) = (X(from), Math.Max(1, X(to) - X(from)), _top + (row * Row));
        Add($"""<g><title>{Escape($"{text} {Seconds(from)} to {Seconds(to)}".Trim())}</title><rect class="{style}" x="{x:0.0}" y="{y:0}" width="{width:0.0}" height="18" rx="2"/>""");
        var room = (int)((width - 4) / Letter);
        if (text.Length > 0 && room > 0 && (text.Length <= room || room > 4))
        {
            Add($"""<text x="{x + 2:0.0}" y="{y + 13:0}">{Escape(text.Length <= room ? text : text[..(room - 1)] + "…")}</text>""");
        }

        Add($"</g>");
    }

    /// <summary>Draws a moment.</summary>
    public void Tick(TimeSpan at, string style, string text) =>
        Add($"""<g><title>{Escape($"{text} {Seconds(at)}")}</title><rect class="{style}" x="{X(at):0.0}" y="{_top:0}" width="2" height="18"/></g>""");

    /// <summary>Writes a text from a moment on.</summary>
    public void Say(TimeSpan at, int row, string text, string style) =>
        Add($"""<rect class="{style}" x="{X(at):0.0}" y="{_top:0}" width="2" height="{((row + 1) * Row) - 4:0}"/><text x="{X(at) + 5:0.0}" y="{_top + (row * Row) + 13:0}">{Escape(text)}</text>""");

    /// <summary>Draws a moment that concerns all lanes, with its name.</summary>
    public void Mark(TimeSpan at, int row, string text, string style)
    {
        var y = _top + (row * Row);
        Add($"""<line class="mark {style}" x1="{X(at):0.0}" y1="{y:0}" x2="{X(at):0.0}" y2="bottom"/><text x="{X(at) + 3:0.0}" y="{y + 12:0}">{Escape(text.Trim())} <tspan class="time">{Seconds(at)}</tspan></text>""");
    }

    /// <summary>The whole picture.</summary>
    public string Finish(string title, string note, bool good)
    {
        var (width, height) = (X(length) + 220, _next + 34);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}" font-family="system-ui, sans-serif" font-size="10.5">""");
        svg.AppendLine(Style);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect class="ground" width="100%" height="100%"/><text x="10" y="22" font-size="15" font-weight="600">{Escape(title)}</text><text x="10" y="40" class="{(good ? "time" : "bad")}">{Escape(note)}</text>""");
        svg.Append(_lanes);
        var step = Step();
        for (var tick = 0.0; tick <= length.TotalSeconds; tick += step)
        {
            var at = TimeSpan.FromSeconds(tick);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line class="grid" x1="{X(at):0.0}" y1="{Top - 4:0}" x2="{X(at):0.0}" y2="{_next + 8:0}"/><text class="time" x="{X(at):0.0}" y="{Top - 8:0}" text-anchor="middle">{tick:0.###} s</text><text class="time" x="{X(at):0.0}" y="{_next + 22:0}" text-anchor="middle">{tick:0.###} s</text>""");
        }

        var bottom = string.Create(CultureInfo.InvariantCulture, $"y2=\"{_next + 8:0}\"");
        return svg.Append(_body.ToString().Replace("y2=\"bottom\"", bottom, StringComparison.Ordinal)).AppendLine("</svg>").ToString();
    }

    private static string Seconds(TimeSpan at) => string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds:0.000}");

    private static string Escape(string text) => SecurityElement.Escape(text);

    private double Step() => _pixelsPerSecond switch { > 120 => 0.5, > 60 => 1, > 25 => 5, _ => 10 };

    private double X(TimeSpan at) => Left + (at.TotalSeconds * _pixelsPerSecond);

    private void Add(FormattableString element) => _body.AppendLine(element.ToString(CultureInfo.InvariantCulture));
}
