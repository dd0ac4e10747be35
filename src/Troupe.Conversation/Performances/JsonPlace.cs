using System.Text.Json;
using System.Text.Unicode;

namespace Troupe.Conversation.Performances;

/// <summary>A value of a JSON document with the way to it, so that what does not fit is told with its place. Every member throws <see cref="PerformanceException"/>, and nothing else, when the value is of another kind.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Names and positions from the top; empty at the top.</param>
internal readonly record struct JsonPlace(JsonElement Value, string Path)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the value of a whole document.</summary>
    /// <param name="utf8">The file, with or without a byte order mark.</param>
    /// <param name="read">Reads it; the values live no longer.</param>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonPlace, T> read)
    {
        utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new PerformanceException("", "this is not UTF-8 text; JSON is.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return read(new JsonPlace(document.RootElement, ""));
        }
        catch (JsonException problem)
        {
            throw new PerformanceException("", $"this is not JSON: {problem.Message}");
        }
    }

    /// <summary>A field of an object, or null when it is absent or null.</summary>
    public JsonPlace? Find(string name) =>
        Object().TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonPlace(value, Path.Length == 0 ? name : $"{Path}.{name}") : null;

    /// <summary>A field that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">What it holds, in words.</param>
    public JsonPlace Need(string name, string what) => Find(name) ?? throw Wrong($"'{name}' is missing: {what}.");

    /// <summary>The items of a list.</summary>
    public T[] List<T>(Func<JsonPlace, T> read)
    {
        Expect(JsonValueKind.Array, "a list");
        var items = new T[Value.GetArrayLength()];
        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            items[index] = read(new JsonPlace(item, $"{Path}[{index}]"));
            index++;
        }

        return items;
    }

    /// <summary>The items of a field that may be left out.</summary>
    public T[] ListOf<T>(string name, Func<JsonPlace, T> read) => Find(name)?.List(read) ?? [];

    /// <summary>A number that fits a double.</summary>
    public double Number()
    {
        Expect(JsonValueKind.Number, "a number");
        return Value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong($"{Shown()} is too large a number.");
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int Whole()
    {
        Expect(JsonValueKind.Number, "a whole number");
        return Value.TryGetInt32(out var number) ? number : throw Wrong($"{Shown()} is no whole number of 32 bits.");
    }

    /// <summary>A whole number from 0 on.</summary>
    public uint Count()
    {
        Expect(JsonValueKind.Number, "a whole number");
        return Value.TryGetUInt32(out var number) ? number : throw Wrong($"{Shown()} is no whole number of 32 bits from 0 on.");
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("the text holds half a character (a surrogate without its pair).");
        }
    }

    /// <summary>True or false.</summary>
    public bool Truth() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong($"{Shown()} stands where true or false belongs."),
    };

    /// <summary>A problem at this place.</summary>
    public PerformanceException Wrong(string reason) => new(Path, reason);

    private JsonElement Object()
    {
        Expect(JsonValueKind.Object, "an object");
        return Value;
    }

    private void Expect(JsonValueKind kind, string what)
    {
        if (Value.ValueKind != kind)
        {
            throw Wrong($"{Shown()} stands where {what} belongs.");
        }
    }

    private string Shown() => Value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Value.GetRawText() is { Length: <= 40 } text ? text : $"{Value.GetRawText()[..40]}…",
    };
}
