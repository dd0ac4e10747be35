using System.Text;
using System.Text.Json;

namespace Troupe.Cli.Rigs;

/// <summary>A value of glTF's JSON with its place, so that a value of the wrong kind is named instead of failing somewhere.</summary>
internal readonly record struct GltfElement(JsonElement Value, string Place)
{
    /// <summary>A field of an object; null when it is absent.</summary>
    /// <exception cref="RigException">This is no object.</exception>
    public GltfElement? Field(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        return Value.TryGetProperty(name, out var field) ? new GltfElement(field, Place.Length == 0 ? name : $"{Place}.{name}") : null;
    }

    /// <summary>The entries of a list that may be absent.</summary>
    /// <exception cref="RigException">It is no list.</exception>
    public IReadOnlyList<GltfElement> List(string name)
    {
        if (Field(name) is not { } list)
        {
            return [];
        }

        return list.Value.ValueKind == JsonValueKind.Array
            ? [.. list.Value.EnumerateArray().Select((entry, index) => new GltfElement(entry, $"{list.Place}[{index}]"))]
            : throw list.Wrong("a list");
    }

    /// <summary>The fields of an object that may be absent.</summary>
    /// <exception cref="RigException">It is no object.</exception>
    public IReadOnlyList<(string Name, GltfElement Value)> Fields(string name)
    {
        if (Field(name) is not { } parent)
        {
            return [];
        }

        return parent.Value.ValueKind == JsonValueKind.Object
            ? [.. parent.Value.EnumerateObject().Select(field => (field.Name, new GltfElement(field.Value, $"{parent.Place}.{field.Name}")))]
            : throw parent.Wrong("an object");
    }

    /// <summary>A text; null when it is absent.</summary>
    /// <exception cref="RigException">It is no text.</exception>
    public string? Text(string name) => Field(name) is { } field ? field.Text() : null;

    /// <summary>This as a text.</summary>
    /// <exception cref="RigException">It is none.</exception>
    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("a text");

    /// <summary>A whole number from 0, such as an index; null when it is absent.</summary>
    /// <exception cref="RigException">It is none.</exception>
    public int? Index(string name) => Field(name)?.Whole();

    /// <summary>This as a whole number from 0.</summary>
    /// <exception cref="RigException">It is none.</exception>
    public int Whole() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var index) && index >= 0 ? index : throw Wrong("a whole number from 0");

    /// <summary>This as a number.</summary>
    /// <exception cref="RigException">It is none.</exception>
    public float Single() => Value.ValueKind == JsonValueKind.Number ? Value.GetSingle() : throw Wrong("a number");

    private RigException Wrong(string wanted)
    {
        var found = Value.GetRawText();
        var shown = new StringBuilder(found.Length > 40 ? string.Concat(found.AsSpan(0, 40), "…") : found).Replace('\n', ' ').ToString();
        return new RigException($"is no valid glTF: {(Place.Length == 0 ? "the document" : Place)} must be {wanted}, found {shown}");
    }
}
