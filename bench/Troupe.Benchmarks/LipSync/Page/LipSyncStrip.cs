using System.Globalization;
using System.Net;
using System.Text;

namespace Troupe.Benchmarks.LipSync.Page;

/// <summary>One sentence as a picture: what the lips should look like, and what each way shows of it and when, without any lag granted.</summary>
internal static class LipSyncStrip
{
    private const int Left = 120;
    private const int Top = 66;
    private const int Row = 30;
    private const double PixelsPerFrame = 3;

    private static readonly (LipClass Class, string Name, string Colour)[] Classes =
    [
        (LipClass.Rest, "at rest", "#e3e5e8"),
        (LipClass.Closed, "closed", "#c62f47"),
        (LipClass.Labiodental, "lip at the teeth", "#e2a02f"),
        (LipClass.Rounded, "rounded", "#6b4c9a"),
        (LipClass.Open, "wide open", "#1b6ca8"),
        (LipClass.Mid, "in between", "#8fc1c7"),
    ];

    /// <summary>Draws it as SVG on white.</summary>
    public static string Of(LipSyncClip clip, MouthTruth truth, IReadOnlyList<(string Way, MouthFrames Frames)> ways)
    {
        var (width, bottom) = (Left + Math.Max(truth.Frames.Count * PixelsPerFrame, Classes.Length * 110) + 20, Top + ((ways.Count + 1) * Row));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:0} {bottom + 54}' font-family='sans-serif' font-size='12' fill='#222'>\n<rect width='{width:0}' height='{bottom + 54}' fill='#fff'/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x='10' y='22' font-size='15'>{WebUtility.HtmlEncode($"{clip.Set}: {clip.Text}")}</text>\n");
        foreach (var word in clip.Words)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(word.Start.TotalSeconds * LipSyncClip.FrameRate)}' y='{Top - 8}' font-size='10'>{WebUtility.HtmlEncode(word.Text)}</text>");
        }

        Draw("phones ask for", 0, frame => LipClasses.Of(truth.Frames[frame].Viseme));
        for (var way = 0; way < ways.Count; way++)
        {
            var frames = ways[way].Frames;
            Draw(ways[way].Way, way + 1, frame => LipClasses.Of(frames.Shown(frame)));
        }

        for (var tick = 0; tick * 50 < truth.Frames.Count; tick++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x='{X(tick * 50)}' y='{bottom + 14}' text-anchor='middle' font-size='10'>{tick * 0.5:0.0} s</text>");
        }

        for (var index = 0; index < Classes.Length; index++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x='{Left + (index * 110)}' y='{bottom + 28}' width='12' height='12' fill='{Classes[index].Colour}'/><text x='{Left + 17 + (index * 110)}' y='{bottom + 38}'>{Classes[index].Name}</text>");
        }

        return svg.Append("\n</svg>\n").ToString();

        void Draw(string name, int row, Func<int, LipClass> classOf)
        {
            var y = Top + (row * Row);
            svg.Append(CultureInfo.InvariantCulture, $"\n<text x='{Left - 10}' y='{y + 17}' text-anchor='end'>{WebUtility.HtmlEncode(name)}</text>");
            for (var from = 0; from < truth.Frames.Count;)
            {
                var shown = classOf(from);
                var to = from + 1;
                while (to < truth.Frames.Count && classOf(to) == shown)
                {
                    to++;
                }

                svg.Append(CultureInfo.InvariantCulture, $"<rect x='{X(from)}' y='{y}' width='{(to - from) * PixelsPerFrame:0.#}' height='{Row - 6}' fill='{Array.Find(Classes, one => one.Class == shown).Colour}'/>");
                from = to;
            }
        }
    }

    private static string X(double frame) => (Left + (frame * PixelsPerFrame)).ToString("0.#", CultureInfo.InvariantCulture);
}
