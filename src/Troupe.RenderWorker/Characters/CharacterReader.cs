using System.Globalization;
using System.Text.Json;

namespace Troupe.RenderWorker.Characters;

/// <summary>Reads a character's JSON, the format of <c>packages/avatar/src/character.ts</c>; every mistake is named with its place.</summary>
internal sealed partial class CharacterReader
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, RigColor> _colors = new(StringComparer.Ordinal);
    private readonly RigControls _controls = new();

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no character that can be drawn.</exception>
    public static Rig Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var reader = new CharacterReader();
            var rig = reader.Character(document.RootElement);
            return reader._problems.Count == 0
                ? rig
                : throw new InvalidInputException($"{path}: the character cannot be drawn:{string.Concat(reader._problems.Select(problem => $"\n- {problem}"))}");
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException($"{path}: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // Text is decoded when it is read, and what cannot be decoded throws no JsonException.
            throw new InvalidInputException($"{path}: holds text that is not Unicode.");
        }
    }

    private Rig Character(JsonElement value)
    {
        var fields = Fields(value, "character", "version", "name", "size", "colors", "drivers", "limits", "layers");
        if (!fields.TryGetValue("version", out var version) || version.ValueKind != JsonValueKind.Number || version.GetDouble() != 1)
        {
            Problem("version", "is not 1, the version that this program draws");
        }

        if (!fields.TryGetValue("name", out var name) || name.ValueKind != JsonValueKind.String || name.GetString()!.Length == 0)
        {
            Problem("name", "must be a text");
        }

        var (width, height) = Pair(fields, "size", "size") ?? (0, 0);
        if (width <= 0 || height <= 0)
        {
            Problem("size", "must be two positive numbers");
        }

        foreach (var (color, element) in Fields(fields.GetValueOrDefault("colors"), "colors"))
        {
            _colors[color] = Color(element, $"colors.{color}");
        }

        foreach (var (input, moved) in Fields(fields.GetValueOrDefault("drivers"), "drivers"))
        {
            Driver(input, moved);
        }

        foreach (var (control, _) in Fields(fields, "limits", "limits"))
        {
            if (Control(control, "limits") is { } position && Pair(Fields(fields, "limits", "limits"), control, $"limits.{control}") is var (lowest, highest) && lowest <= highest)
            {
                _controls.Limit(position, lowest, highest);
            }
        }

        return new Rig(_controls, width, height, Layers(fields.GetValueOrDefault("layers"), "layers"));
    }

    private void Driver(string input, JsonElement moved)
    {
        if (!RigControls.IsInput(input))
        {
            Problem($"drivers.{input}", "is neither a viseme nor a value of the face");
            return;
        }

        foreach (var (control, amount) in Fields(moved, $"drivers.{input}"))
        {
            _controls.Drive(input, control, Number(amount, $"drivers.{input}.{control}"));
        }
    }

    private RigColor Color(JsonElement value, string place)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (text.Length == 7 && text[0] == '#' && uint.TryParse(text[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var color))
        {
            return new RigColor(((color >> 16) & 255) / 255.0, ((color >> 8) & 255) / 255.0, (color & 255) / 255.0);
        }

        Problem(place, "must be #rrggbb");
        return default;
    }

    private Dictionary<string, JsonElement> Fields(Dictionary<string, JsonElement> parent, string name, string place) =>
        parent.TryGetValue(name, out var value) ? Fields(value, place) : [];

    private Dictionary<string, JsonElement> Fields(JsonElement value, string place, params ReadOnlySpan<string> known)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(place, "must be an object");
            return fields;
        }

        foreach (var property in value.EnumerateObject())
        {
            fields[property.Name] = property.Value;
            if (known.Length > 0 && !known.Contains(property.Name))
            {
                Problem($"{place}.{property.Name}", "is unknown");
            }
        }

        return fields;
    }

    private (double X, double Y)? Pair(Dictionary<string, JsonElement> fields, string name, string place)
    {
        if (!fields.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && IsNumber(value[0]) && IsNumber(value[1]))
        {
            return (value[0].GetDouble(), value[1].GetDouble());
        }

        Problem(place, "must be two numbers");
        return null;
    }

    private double Number(JsonElement value, string place)
    {
        if (IsNumber(value))
        {
            return value.GetDouble();
        }

        Problem(place, "must be a number");
        return 0;
    }

    private int? Control(string name, string place)
    {
        var control = _controls.Find(name);
        if (control is null)
        {
            Problem(place, $"'{name}' is no input and no driver moves it");
        }

        return control;
    }

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble());

    private void Problem(string place, string text) => _problems.Add($"{place} {text}");
}
