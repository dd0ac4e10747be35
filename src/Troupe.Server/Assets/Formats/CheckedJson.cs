using System.Text.Json;

namespace Troupe.Server.Assets.Formats;

/// <summary>JSON of strangers: no deeper than allowed, and no text in it that cannot be decoded.</summary>
internal static class CheckedJson
{
    /// <summary>glTF with extensions needs about ten, a character about twelve.</summary>
    private const int MostDepth = 64;

    /// <summary>Parses bytes.</summary>
    /// <param name="bytes">The bytes; they stay as they are as long as the document is used.</param>
    /// <param name="name">Name of the format, for people.</param>
    /// <exception cref="AssetException">They are no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MostDepth });
            Decode(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw AssetException.Unsupported($"The {name} holds JSON that is no object.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or AssetException)
        {
            // Text is decoded when it is read, and what cannot be decoded throws InvalidOperationException.
            document?.Dispose();
            throw broken as AssetException ?? AssetException.Unsupported($"The {name} holds JSON that cannot be read: {broken.Message}");
        }
    }

    /// <summary>A member; undefined when there is none, or when the element is no object.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The items of an array; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>A text; null of anything else.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>A whole number from 0 on; null of anything else.</summary>
    public static long? Whole(this JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number >= 0 ? number : null;

    private static void Decode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Decode(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Decode(member.Value);
                }

                break;
        }
    }
}
