using System.Text.Json.Nodes;

namespace Troupe.Server.Tests.Api;

/// <summary>Checks JSON against a schema of the description, with the keywords that occur in it; a member that the schema does not name is a mistake.</summary>
internal sealed class ApiSchema(JsonObject document)
{
    private const string Reference = "#/components/schemas/";

    /// <summary>Everything that does not fit, with its place.</summary>
    public IEnumerable<string> Mistakes(JsonNode? value, JsonObject schema, string place = "")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            return Mistakes(value, document["components"]!["schemas"]![reference[Reference.Length..]]!.AsObject(), place);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var tried = choices.Select(choice => Mistakes(value, choice!.AsObject(), place).ToArray()).ToArray();
            return tried.Any(mistakes => mistakes.Length == 0) ? [] : tried.OrderBy(mistakes => mistakes.Length).Last();
        }

        if (schema["enum"] is JsonArray values)
        {
            return values.Any(allowed => JsonNode.DeepEquals(allowed, value)) ? [] : [$"{place}: {value} is none of {values.ToJsonString()}"];
        }

        string[] types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        if (types.Length > 0 && !types.Any(type => Fits(value, type)))
        {
            return [$"{place}: {value?.ToJsonString() ?? "null"} is no {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject members when schema["properties"] is JsonObject || schema["additionalProperties"] is JsonObject => OfObject(members, schema, place),
            JsonArray items when schema["items"] is JsonObject each => items.SelectMany((item, index) => Mistakes(item, each, $"{place}/{index}")),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonObject value, JsonObject schema, string place)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var absent = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.ContainsKey(name));
        return absent.Select(name => $"{place}/{name} is absent").Concat(value.SelectMany(member =>
            (properties[member.Key] ?? schema["additionalProperties"]) is JsonObject expected ? Mistakes(member.Value, expected, $"{place}/{member.Key}") : [$"{place}/{member.Key} is unknown"]));
    }

    private static bool Fits(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("string", System.Text.Json.JsonValueKind.String) => true,
        ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
        ("integer", System.Text.Json.JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        ("number", System.Text.Json.JsonValueKind.Number) => true,
        ("array", System.Text.Json.JsonValueKind.Array) => true,
        ("object", System.Text.Json.JsonValueKind.Object) => true,
        _ => false,
    };
}
