using System.Globalization;
using System.Net;
using System.Text;
using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>A clip as a picture: the true shapes, the weights that a way gave them, and both openings.</summary>
internal static class LipSyncPlot
{
    private const int Left = 60;
    private const int Row = 16;
    private const int Top = 44;
    private const int OpeningTop = Top + (VisemeSet.Count * Row) + 30;
    private const int OpeningHeight = 120;
    private const double PixelsPerFrame = 4;

    /// <summary>Draws a clip as SVG.</summary>
    public static string Of(string title, MouthTruth truth, MouthFrames frames)
    {
        var width = Left + (truth.Frames.Count * PixelsPerFrame) + 20;
        const int height = OpeningTop + OpeningHeight + 40;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:0} {height}' font-family='sans-serif' font-size='11' fill='#222'>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width='{width:0}' height='{height}' fill='#fff'/><text x='10' y='20' font-size='15'>{WebUtility.HtmlEncode(title)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x='10' y='36'>blue: weight of the viseme; outlined: what the phone asks for; below: opening, asked for (grey) and shown (red)</text>");
        foreach (var segment in truth.Segments)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x='{X(segment.Start)}' y='{Y(segment.Target.Viseme)}' width='{Number((segment.End - segment.Start) * LipSyncClip.FrameRate * PixelsPerFrame)}' height='{Row - 2}' fill='#eee' stroke='#999'/>");
        }

        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{Left - 8}' y='{Y(viseme) + 11}' text-anchor='end'>{VisemeSet.Names[viseme]}</text>");
            for (var frame = 0; frame < frames.Count; frame++)
            {
                if (frames.Weights(frame)[viseme] is > 0.02f and var weight)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"<rect x='{Number(Left + (frame * PixelsPerFrame))}' y='{Number(Y(viseme) + ((Row - 2) * (1 - weight)))}' width='{Number(PixelsPerFrame)}' height='{Number((Row - 2) * weight)}' fill='#1b6ca8' fill-opacity='.75'/>");
                }
            }
        }

        Line(svg, "#999", truth.Frames.Select(target => (double)target.Opening));
        Line(svg, "#d1495b", Enumerable.Range(0, frames.Count).Select(frame => (double)frames.Opening(frame)));
        for (var tick = 0; tick * 50 < truth.Frames.Count; tick++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(tick * 0.5)}' y='{height - 14}' text-anchor='middle'>{tick * 0.5:0.0} s</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, string colour, IEnumerable<double> openings)
    {
        var points = openings.Select((opening, frame) => $"{Number(Left + ((frame + 0.5) * PixelsPerFrame))},{Number(OpeningTop + (OpeningHeight * (1 - opening)))}");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill='none' stroke='{colour}' stroke-width='1.6' points='{string.Join(' ', points)}'/>");
    }

    private static int Y(int viseme) => Top + (viseme * Row);

    private static string X(double seconds) => Number(Left + (seconds * LipSyncClip.FrameRate * PixelsPerFrame));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
