using System.Text.Json;
using System.Text.Unicode;

namespace Troupe.Server.Admission.Jose;

/// <summary>JSON objects of tokens: text that two readers could understand in two ways is none.</summary>
internal static class StrictJson
{
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow, MaxDepth = MaxDepth };

    /// <summary>Reads an object; null when the text is anything else, has a member twice or is no UTF-8.</summary>
    public static JsonElement? ReadObject(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: a name with half a surrogate pair.
            return null;
        }
    }

    /// <summary>The member of a name as text; null when it is missing, no string, empty, longer than <paramref name="most"/> characters, or half a surrogate pair.</summary>
    public static string? Text(this JsonElement json, string name, int most = 256)
    {
        if (!json.TryGetProperty(name, out var member) || member.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return member.GetString() is { Length: > 0 } text && text.Length <= most ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether there is a member of a name.</summary>
    public static bool Has(this JsonElement json, string name) => json.TryGetProperty(name, out _);

    /// <summary>The member of a name as a time in whole seconds since 1970 (RFC 7519, NumericDate); null when it is missing, has a sign, a fraction or an exponent, or lies beyond the year 9999.</summary>
    public static DateTimeOffset? Time(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var member) || member.ValueKind is not JsonValueKind.Number)
        {
            return null;
        }

        var text = member.GetRawText();
        return text.Length <= 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && member.GetInt64() is var seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
