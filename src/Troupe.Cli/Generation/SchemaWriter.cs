using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>Writes <c>protocol/troupe.schema.json</c> and <c>protocol/performance.schema.json</c> (JSON Schema 2020-12) and <c>protocol/errors.json</c>.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of all messages.</summary>
    public static string WriteSchema(WireModel model)
    {
        var definitions = new JsonObject();
        foreach (var choice in model.Choices)
        {
            definitions[choice.Name] = new JsonObject
            {
                ["description"] = choice.Summary,
                ["oneOf"] = ArrayOf(choice.Values.Select(value => new JsonObject { ["const"] = value.Value, ["description"] = value.Summary })),
            };
        }

        foreach (var record in model.Parts.Concat(model.Server).Concat(model.Client))
        {
            definitions[record.Name] = Define(record);
        }

        definitions["ServerMessage"] = AnyOf("Every message of the server.", model.Server);
        definitions["ClientMessage"] = AnyOf("Every message of the client.", model.Client);
        return Write(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:troupe:protocol:{Protocol.Version}",
            ["title"] = "Troupe wire protocol",
            ["description"] = "One message per WebSocket text frame. Receivers ignore types and fields that they do not know. Generated from Troupe.Contracts.",
            ["oneOf"] = new JsonArray(Reference("ServerMessage"), Reference("ClientMessage")),
            ["$defs"] = definitions,
        });
    }

    /// <summary>The schema of the performance file.</summary>
    public static string WritePerformanceSchema(WireModel model) => Write(new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = $"urn:troupe:performance:{PerformanceFile.Latest}",
        ["title"] = "Troupe performance file",
        ["description"] = "Fields that a reader does not know are ignored. Generated from Troupe.Contracts.",
        ["$ref"] = $"#/$defs/{nameof(PerformanceFile)}",
        ["$defs"] = new JsonObject(model.Kept.Select(record => KeyValuePair.Create(record.Name, (JsonNode?)Define(record)))),
    });

    /// <summary>The codes of errors.</summary>
    public static string WriteErrors() => Write(ArrayOf(ErrorCodes.All.Select(error => new JsonObject
    {
        ["code"] = error.Code,
        ["status"] = error.Status,
        ["retryable"] = error.Retryable,
        ["title"] = error.Title,
    })));

    /// <summary>The scopes of credentials.</summary>
    public static string WriteScopes() => Write(ArrayOf(Scopes.All.Select(scope => new JsonObject
    {
        ["name"] = scope.Name,
        ["title"] = scope.Title,
    })));

    private static JsonObject Define(WireRecord record)
    {
        var properties = new JsonObject();
        if (record.Type is { } type)
        {
            properties["type"] = new JsonObject { ["const"] = type };
        }

        foreach (var field in record.Fields)
        {
            var value = ValueOf(field.Shape);
            value["description"] = field.Summary;
            properties[field.Name] = value;
        }

        var required = record.Fields.Where(field => field.Required).Select(field => field.Name);
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = record.Summary,
            ["properties"] = properties,
            ["required"] = ArrayOf((record.Type is null ? required : required.Prepend("type")).Select(name => JsonValue.Create(name))),
        };
    }

    private static JsonObject ValueOf(Shape shape)
    {
        if (shape.Lists > 0)
        {
            return new JsonObject { ["type"] = "array", ["items"] = ValueOf(shape with { Lists = shape.Lists - 1 }) };
        }

        return Type.GetTypeCode(shape.Innermost) switch
        {
            _ when shape.Innermost.IsEnum => Reference(shape.Innermost.Name),
            TypeCode.String => new JsonObject { ["type"] = "string" },
            TypeCode.Boolean => new JsonObject { ["type"] = "boolean" },
            TypeCode.Double or TypeCode.Single => new JsonObject { ["type"] = "number" },
            TypeCode.UInt32 => new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = uint.MaxValue },
            TypeCode.Int32 or TypeCode.Int64 => new JsonObject { ["type"] = "integer" },
            _ when shape.Innermost == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            _ => Reference(shape.Innermost.Name),
        };
    }

    private static JsonObject AnyOf(string summary, IEnumerable<WireRecord> records) => new()
    {
        ["description"] = summary,
        ["oneOf"] = ArrayOf(records.Select(record => Reference(record.Name))),
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonArray ArrayOf(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    private static string Write(JsonNode node) => node.ToJsonString(Readable) + "\n";
}
