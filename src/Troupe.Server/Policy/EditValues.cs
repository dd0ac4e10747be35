using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>The strings of a request as values of an edit, each under its JSON pointer.</summary>
internal static class EditValues
{
    private const string Sha256 = "sha256";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>All strings of a request.</summary>
    public static IReadOnlyList<PolicyValue> Of(object request)
    {
        var values = new List<PolicyValue>();
        Walk(JsonSerializer.SerializeToNode(request, request.GetType(), EventCodec.Json), "", (pointer, text) => values.Add(new PolicyValue(pointer, KindOf(text), text)));
        return values;
    }

    /// <summary>The request with changed values.</summary>
    public static TRequest With<TRequest>(TRequest request, IReadOnlyList<PolicyValue> values)
        where TRequest : notnull
    {
        var changed = values.ToDictionary(value => value.Pointer, value => value.Value, StringComparer.Ordinal);
        var node = JsonSerializer.SerializeToNode(request, request.GetType(), EventCodec.Json);
        Walk(node, "", (_, _) => { }, (pointer, text) => changed.GetValueOrDefault(pointer, text));
        return node.Deserialize<TRequest>(EventCodec.Json)!;
    }

    private static void Walk(JsonNode? node, string pointer, Action<string, string> found, Func<string, string, string>? change = null)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    Walk(value, $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", found, change);
                }

                break;
            case JsonArray items:
                foreach (var (index, item) in items.ToArray().Index())
                {
                    Walk(item, $"{pointer}/{index}", found, change);
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                var text = value.GetValue<string>();
                found(pointer, text);
                if (change?.Invoke(pointer, text) is { } other && other != text)
                {
                    value.ReplaceWith(other);
                }

                break;
        }
    }

    // A hash names an asset; all else may be words.
    private static string KindOf(string text)
    {
        var digits = text.StartsWith(Sha256, StringComparison.Ordinal) && text.Length > Sha256.Length && text[Sha256.Length] is '-' or ':' ? text.AsSpan(Sha256.Length + 1) : text.AsSpan();
        return digits.Length is >= 32 and <= 128 && !digits.ContainsAnyExcept(Hexadecimal) ? ValueKinds.Asset : ValueKinds.Text;
    }
}
