using System.Text.Json;

namespace Troupe.RenderWorker.Characters;

internal sealed partial class CharacterReader
{
    private List<RigLayer> Layers(JsonElement value, string place)
    {
        var layers = new List<RigLayer>();
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            Problem(place, "must be a list with at least one layer");
            return layers;
        }

        var shapes = new Dictionary<string, RigShape>(StringComparer.Ordinal);
        for (var index = 0; index < value.GetArrayLength(); index++)
        {
            var layer = value[index];
            var isObject = layer.ValueKind == JsonValueKind.Object;
            var name = isObject && layer.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
            var at = name.Length > 0 ? $"{place}[{index}] ({name})" : $"{place}[{index}]";
            if (isObject && layer.TryGetProperty("layers", out _))
            {
                layers.Add(Group(layer, at, shapes));
            }
            else if (Shape(layer, at) is { } shape)
            {
                layers.Add(shape);
                if (name.Length > 0)
                {
                    shapes[name] = shape;
                }
            }
        }

        return layers;
    }

    private RigGroup Group(JsonElement value, string place, Dictionary<string, RigShape> shapes)
    {
        var fields = Fields(value, place, "name", "layers", "move", "turn", "pivot", "clip");
        var moves = new List<(int Control, double X, double Y)>();
        var offsets = Fields(fields, "move", $"{place}.move");
        foreach (var name in offsets.Keys)
        {
            if (Control(name, $"{place}.move") is { } control && Pair(offsets, name, $"{place}.move.{name}") is var (x, y))
            {
                moves.Add((control, x, y));
            }
        }

        var turns = Amounts(fields, "turn", place).Select(turn => (turn.Control, turn.Amount * Math.PI / 180)).ToList();
        var pivot = Pair(fields, "pivot", $"{place}.pivot");
        if (turns.Count > 0 && pivot is null)
        {
            Problem($"{place}.pivot", "must be two numbers, because the group turns");
        }

        RigShape? clip = null;
        if (fields.TryGetValue("clip", out var named) && !(named.ValueKind == JsonValueKind.String && shapes.TryGetValue(named.GetString()!, out clip)))
        {
            Problem($"{place}.clip", $"{named} is no shape before this group in the same list");
        }

        return new RigGroup(Layers(fields["layers"], $"{place}.layers"), pivot ?? default, clip, moves, turns);
    }

    private RigShape? Shape(JsonElement value, string place)
    {
        var fields = Fields(value, place, "name", "path", "bend", "fill", "stroke", "width", "opacity", "fade");
        RigPath path;
        try
        {
            path = RigPath.Parse(fields.TryGetValue("path", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");
        }
        catch (FormatException exception)
        {
            Problem($"{place}.path", exception.Message);
            return null;
        }

        var bends = new List<(int Control, int Point, double X, double Y)>();
        foreach (var (name, moves) in Fields(fields, "bend", $"{place}.bend"))
        {
            if (Control(name, $"{place}.bend") is { } control)
            {
                Bends(moves, $"{place}.bend.{name}", control, path.Points.Length, bends);
            }
        }

        var fill = fields.TryGetValue("fill", out var filled) ? Paint(filled, $"{place}.fill") : null;
        var stroke = fields.TryGetValue("stroke", out var stroked) ? Paint(stroked, $"{place}.stroke") : null;
        if (!fields.ContainsKey("fill") && !fields.ContainsKey("stroke"))
        {
            Problem(place, "has neither fill nor stroke");
        }

        var width = fields.TryGetValue("width", out var wide) ? Number(wide, $"{place}.width") : 1;
        var opacity = fields.TryGetValue("opacity", out var opaque) ? Number(opaque, $"{place}.opacity") : 1;
        return new RigShape(path, bends, fill, stroke, width, opacity, Amounts(fields, "fade", place));
    }

    private List<(int Control, double Amount)> Amounts(Dictionary<string, JsonElement> fields, string field, string place)
    {
        var amounts = new List<(int Control, double Amount)>();
        foreach (var (name, amount) in Fields(fields, field, $"{place}.{field}"))
        {
            if (Control(name, $"{place}.{field}") is { } control)
            {
                amounts.Add((control, Number(amount, $"{place}.{field}.{name}")));
            }
        }

        return amounts;
    }

    private void Bends(JsonElement value, string place, int control, int points, List<(int Control, int Point, double X, double Y)> bends)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(place, "must be a list of [point, x, y]");
            return;
        }

        for (var index = 0; index < value.GetArrayLength(); index++)
        {
            var move = value[index];
            if (move.ValueKind != JsonValueKind.Array || move.GetArrayLength() != 3 || !move.EnumerateArray().All(IsNumber))
            {
                Problem($"{place}[{index}]", "must be [point, x, y]");
            }
            else if (!move[0].TryGetInt32(out var point) || point < 0 || point >= points)
            {
                Problem($"{place}[{index}]", $"names point {move[0]} of a path with {points} points");
            }
            else
            {
                bends.Add((control, point, move[1].GetDouble(), move[2].GetDouble()));
            }
        }
    }

    private RigPaint Paint(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new RigPaint([(0, Named(value, place))]);
        }

        var fields = Fields(value, place, "from", "to", "radius", "stops");
        var from = Pair(fields, "from", $"{place}.from") ?? default;
        var to = Pair(fields, "to", $"{place}.to");
        var radius = fields.TryGetValue("radius", out var round) ? Number(round, $"{place}.radius") : 0;
        if (to is null == fields.ContainsKey("radius") is false)
        {
            Problem(place, "needs either to (linear) or radius (radial)");
        }

        var stops = new List<(double Offset, RigColor Color)>();
        if (!fields.TryGetValue("stops", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 2)
        {
            Problem($"{place}.stops", "must be a list of at least two");
            return new RigPaint([(0, default)]);
        }

        for (var index = 0; index < list.GetArrayLength(); index++)
        {
            var stop = list[index];
            var at = $"{place}.stops[{index}]";
            if (stop.ValueKind != JsonValueKind.Array || stop.GetArrayLength() != 2 || !IsNumber(stop[0]) || stop[0].GetDouble() is not (>= 0 and <= 1))
            {
                Problem(at, "must be [0 to 1, colour]");
            }
            else
            {
                stops.Add((stop[0].GetDouble(), Named(stop[1], at)));
            }
        }

        return new RigPaint(stops, from, to, radius);
    }

    private RigColor Named(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.String && _colors.TryGetValue(value.GetString()!, out var color))
        {
            return color;
        }

        Problem(place, $"{value} is not in colors");
        return default;
    }
}
