using System.Globalization;
using System.Net;
using System.Text;

namespace Troupe.House.Tests.Turns;

/// <summary>Draws <c>docs/images/turn-taking.svg</c>: the places in three panels, a numbered line for each way between them, and what the numbers mean.</summary>
internal static class TurnPicture
{
    private const int Width = 1180;
    private const int DrawingHeight = 640;
    private const int RowHeight = 18;
    private const double Bend = 16;
    private const double Between = 21;
    private static readonly Box Place = new(0, 0, 164, 44);

    private static readonly IReadOnlyDictionary<string, (Box Box, string Ink, string Paper)> Panels = new Dictionary<string, (Box, string, string)>(StringComparer.Ordinal)
    {
        ["the person's turn"] = (new Box(20, 20, 480, 600), "#1d4f91", "#eef4fb"),
        ["the presenter's turn"] = (new Box(660, 20, 500, 270), "#1f6b3a", "#eef8f1"),
        ["interrupted"] = (new Box(660, 360, 500, 260), "#9a4a00", "#fdf4ea"),
    };

    /// <summary>The whole picture.</summary>
    public static string Write(IReadOnlyList<TurnEdge> edges)
    {
        var rows = (edges.Count + 1) / 2;
        var height = DrawingHeight + 20 + (rows * RowHeight) + 20;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-labelledby=\"title\">\n")
            .Append("<title id=\"title\">Turn-taking: states and transitions; the page reference/turn-taking.md holds the same as a table.</title>\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        foreach (var (side, (box, ink, paper)) in Panels)
        {
            text.Append($"<marker id=\"{Marker(side)}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"{ink}\"/></marker>\n");
            text.Append($"{Rectangle(box, paper, ink, 14)}<text x=\"{N(box.X + 14)}\" y=\"{N(box.Y + 22)}\" fill=\"{ink}\" font-weight=\"bold\">{WebUtility.HtmlEncode(side)}</text>\n");
        }

        WriteEdges(text, edges);
        WriteLegend(text, edges, rows);
        return text.Append("</svg>\n").ToString();
    }

    private static void WriteEdges(StringBuilder text, IReadOnlyList<TurnEdge> edges)
    {
        var numbers = new List<(double X, double Y)>();
        var badges = new StringBuilder();
        foreach (var (index, edge) in edges.Index())
        {
            var ink = Panels[edge.From.Side].Ink;
            var (from, bend, to) = Line(edge);
            text.Append($"<path d=\"M{N(from.X)} {N(from.Y)}Q{N(bend.X)} {N(bend.Y)} {N(to.X)} {N(to.Y)}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.4\" marker-end=\"url(#{Marker(edge.From.Side)})\"/>\n");
            var at = Free(numbers, from, bend, to);
            numbers.Add(at);
            badges.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(at.X)}\" cy=\"{N(at.Y)}\" r=\"9.5\" fill=\"#ffffff\" stroke=\"{ink}\"/><text x=\"{N(at.X)}\" y=\"{N(at.Y + 4)}\" font-size=\"11\" text-anchor=\"middle\" fill=\"{ink}\">{index + 1}</text>\n");
        }


        // Over the lines, so that one that passes below a place does not seem to end there.
        foreach (var place in Enum.GetValues<TurnPlace>())
        {
            var box = BoxOf(place);
            text.Append($"{Rectangle(box, "#ffffff", Panels[TurnPlaces.SideOf(place)].Ink, 8)}<text x=\"{N(box.Middle.X)}\" y=\"{N(box.Middle.Y + 5)}\" text-anchor=\"middle\">{TurnPlaces.NameOf(place)}</text>\n");
        }

        text.Append(badges);
    }

    private static void WriteLegend(StringBuilder text, IReadOnlyList<TurnEdge> edges, int rows)
    {
        foreach (var (index, edge) in edges.Index())
        {
            var (x, y) = (20 + (index / rows * (Width / 2)), DrawingHeight + 24 + (index % rows * RowHeight));
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"11.5\"><tspan font-weight=\"bold\" fill=\"{Panels[edge.From.Side].Ink}\">{index + 1}</tspan> ")
                .Append($"{WebUtility.HtmlEncode(edge.From.Name)} → {WebUtility.HtmlEncode(edge.To.Name)}: <tspan font-style=\"italic\">{WebUtility.HtmlEncode(string.Join(" / ", edge.Causes))}</tspan></text>\n");
        }
    }

    /// <summary>From border to border, bent to the left, so that ways there and back lie apart.</summary>
    private static ((double X, double Y) From, (double X, double Y) Bend, (double X, double Y) To) Line(TurnEdge edge)
    {
        var (a, b) = (BoxOf(edge.From), BoxOf(edge.To));
        var from = edge.From.Place is null && edge.From.Side == edge.To.Side ? a.Edge(b.Middle) : edge.From.Place is null ? a.Nearest(b.Middle) : a.Towards(b, edge.To.Place is null);
        var to = edge.To.Place is null ? b.Nearest(a.Middle) : b.Towards(new Box(from.X, from.Y, 0, 0), isPanel: false);
        from = edge.From.Place is null ? from : a.Towards(new Box(to.X, to.Y, 0, 0), isPanel: false);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
        var bend = length < 60 ? 0 : Bend * Math.Min(2.2, length / 130);
        return (from, (((from.X + to.X) / 2) + (dy / length * bend), ((from.Y + to.Y) / 2) - (dx / length * bend)), to);
    }

    /// <summary>A point of a line that is not on another number or a place.</summary>
    private static (double X, double Y) Free(List<(double X, double Y)> taken, (double X, double Y) from, (double X, double Y) bend, (double X, double Y) to)
    {
        var places = Enum.GetValues<TurnPlace>().Select(BoxOf).ToList();
        var points = Enumerable.Range(0, 39).Select(step => 0.5 + ((step + 1) / 2 * 0.02 * (step % 2 == 0 ? 1 : -1))).Select(part => (
            X: (from.X * (1 - part) * (1 - part)) + (2 * bend.X * part * (1 - part)) + (to.X * part * part),
            Y: (from.Y * (1 - part) * (1 - part)) + (2 * bend.Y * part * (1 - part)) + (to.Y * part * part))).ToList();
        return points.Where(point => taken.All(other => Math.Abs(other.X - point.X) + Math.Abs(other.Y - point.Y) > Between) && !places.Exists(place => place.Holds(point, 8)))
            .Cast<(double X, double Y)?>().FirstOrDefault() ?? points[0];
    }

    private static Box BoxOf(TurnNode node) => node.Place is { } place ? BoxOf(place) : Panels[node.Side].Box;

    private static Box BoxOf(TurnPlace place) => place switch
    {
        TurnPlace.Listening => Place.At(190, 110),
        TurnPlace.Held => Place.At(360, 175),
        TurnPlace.Endpointing => Place.At(108, 330),
        TurnPlace.Prepared => Place.At(405, 350),
        TurnPlace.Transcribing => Place.At(230, 550),
        TurnPlace.Thinking => Place.At(760, 90),
        TurnPlace.Speaking => Place.At(830, 225),
        TurnPlace.Ducked => Place.At(1070, 150),
        TurnPlace.Open => Place.At(1050, 430),
        TurnPlace.Resuming => Place.At(1000, 570),
        _ => Place.At(775, 490),
    };

    private static string Rectangle(Box box, string fill, string stroke, int radius) =>
        $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(box.W)}\" height=\"{N(box.H)}\" rx=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\"/>";

    private static string Marker(string side) => "from-" + string.Concat(side.Where(char.IsLetter));

    private static string N(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A rectangle by its upper left corner and its size.</summary>
    private readonly record struct Box(double X, double Y, double W, double H)
    {
        public (double X, double Y) Middle => (X + (W / 2), Y + (H / 2));

        public Box At(double x, double y) => this with { X = x - (W / 2), Y = y - (H / 2) };

        /// <summary>The point nearest to another one outside.</summary>
        public (double X, double Y) Nearest((double X, double Y) other) => (Math.Clamp(other.X, X, X + W), Math.Clamp(other.Y, Y, Y + H));

        /// <summary>The point of the border nearest to one inside.</summary>
        public (double X, double Y) Edge((double X, double Y) inside)
        {
            var box = this;
            return new (double X, double Y)[] { (X, inside.Y), (X + W, inside.Y), (inside.X, Y), (inside.X, Y + H) }
                .MinBy(point => Math.Abs(point.X - inside.X) + Math.Abs(point.Y - inside.Y) + (point.Y == box.Y ? 60 : 0));
        }

        /// <summary>Where the line to the middle of another box leaves this one.</summary>
        public (double X, double Y) Towards(Box other, bool isPanel)
        {
            var goal = isPanel ? other.Nearest(Middle) : other.Middle;
            var (dx, dy) = (goal.X - Middle.X, goal.Y - Middle.Y);
            var scale = Math.Min(dx == 0 ? double.MaxValue : W / 2 / Math.Abs(dx), dy == 0 ? double.MaxValue : H / 2 / Math.Abs(dy));
            return (Middle.X + (dx * scale), Middle.Y + (dy * scale));
        }

        public bool Holds((double X, double Y) point, double margin) =>
            point.X > X - margin && point.X < X + W + margin && point.Y > Y - margin && point.Y < Y + H + margin;
    }
}
