using System.Text.Json;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>Finds the id for a field that names a thing; null when there is none.</summary>
/// <param name="field">The field's name.</param>
/// <param name="kind">The kind of thing.</param>
internal delegate string? ThingSource(string field, string kind);

/// <summary>Makes bodies of requests from their schemas: a canary in every field of text.</summary>
/// <param name="api">The description.</param>
/// <param name="needles">Where canaries are noted.</param>
/// <param name="fresh">Whether every body has canaries of its own; otherwise a field has the same in all of them.</param>
internal sealed class BodyMaker(ApiDescription api, Needles needles, bool fresh)
{
    private const int Deepest = 8;

    private readonly Dictionary<string, string> _canaries = new(StringComparer.Ordinal);

    /// <summary>A body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="tenant">Whose canaries it holds.</param>
    /// <param name="thing">Finds ids for fields that name things.</param>
    public JsonNode? Make(ApiOperation operation, string tenant, ThingSource thing) =>
        operation.Body is not { } schema ? null
        : Vocabulary.Bodies.TryGetValue(operation.Name, out var whole) ? Read(string.Join("", Filled(operation.Name, whole, tenant)))
        : Value(operation.Name, "", schema, tenant, thing, 0);

    /// <summary>Names of the fields of a body that name things.</summary>
    public IReadOnlyList<string> ThingFields(ApiOperation operation)
    {
        var found = new List<string>();
        _ = operation.Body is { } schema && !Vocabulary.Bodies.ContainsKey(operation.Name) ? Value(operation.Name, "", schema, "", (field, _) => { found.Add(field); return "id"; }, 0) : null;
        return [.. found.Distinct()];
    }

    private static JsonNode? Read(string whole) => whole.StartsWith('{') ? JsonNode.Parse(whole) : JsonValue.Create(whole);

    private IEnumerable<string> Filled(string operation, string whole, string tenant) =>
        whole.Split('~').SelectMany((part, index) => index == 0 ? new[] { part } : [Canary(tenant, $"{operation} {index}"), part]);

    private JsonNode? Value(string operation, string field, JsonElement schema, string tenant, ThingSource thing, int depth)
    {
        schema = api.Resolve(schema);
        switch (ApiDescription.TypeOf(schema))
        {
            case "object" when schema.TryGetProperty("properties", out var properties) && depth < Deepest:
                var made = new JsonObject();
                foreach (var property in properties.EnumerateObject())
                {
                    if (Field(operation, property.Name, property.Value, tenant, thing, depth) is { } value)
                    {
                        made[property.Name] = value.Node;
                    }
                    else if (Requires(schema, property.Name))
                    {
                        // Without the thing that it is about, the whole is about nothing.
                        return null;
                    }
                }

                return made;
            case "object":
                return new JsonObject();
            case "array":
                var item = schema.TryGetProperty("items", out var items) ? Value(operation, field, items, tenant, thing, depth + 1) : null;
                return item is null ? [] : new JsonArray(item);
            case "boolean":
                return JsonValue.Create(false);
            case "integer" or "number":
                return JsonValue.Create(schema.TryGetProperty("minimum", out var least) ? least.GetDecimal() : 0);
            case "string" when schema.TryGetProperty("enum", out var choices):
                return JsonValue.Create(choices[0].GetString());
            case "string" when schema.TryGetProperty("format", out var format) && format.GetString() is "date-time":
                return JsonValue.Create("2099-01-01T00:00:00Z");
            case "string":
                return JsonValue.Create(tenant.Length == 0 ? "" : Canary(tenant, $"{operation} {field}"));
            default:
                return null;
        }
    }

    private string Canary(string tenant, string place)
    {
        if (fresh || !_canaries.TryGetValue(place, out var canary))
        {
            _canaries[place] = canary = needles.Make(tenant, NeedleKind.Text, place);
        }

        return canary;
    }

    // A field with its value; null when it is left out.
    private (JsonNode? Node, bool Given)? Field(string operation, string name, JsonElement schema, string tenant, ThingSource thing, int depth)
    {
        if (Vocabulary.Values.TryGetValue($"{operation}:{name}", out var set) || Vocabulary.Values.TryGetValue(name, out set))
        {
            if (Vocabulary.ThingOf(operation, name) is { } also && thing(name, also) is { } chosen)
            {
                return (JsonValue.Create(chosen), true);
            }

            return set is null ? null : (JsonNode.Parse(set), true);
        }

        if (Vocabulary.ThingOf(operation, name) is { } kind && ApiDescription.TypeOf(api.Resolve(schema)) == "string")
        {
            return thing(name, kind) is { } id ? (JsonValue.Create(id), true) : null;
        }

        // A number that may be left out stands for what the server would choose.
        return ApiDescription.TypeOf(api.Resolve(schema)) is "number" or "integer" && IsNullable(schema) ? null : (Value(operation, name, schema, tenant, thing, depth + 1), true);
    }

    private static bool Requires(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(entry => entry.GetString() == name);

    private static bool IsNullable(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(name => name.GetString() == "null");
}
