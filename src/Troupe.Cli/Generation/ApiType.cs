using System.Text.Json.Nodes;

namespace Troupe.Cli.Generation;

/// <summary>Kinds of values.</summary>
internal enum ApiKind
{
    /// <summary>A schema of its own.</summary>
    Named,

    /// <summary>A list.</summary>
    List,

    /// <summary>Values by name.</summary>
    Map,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Any JSON.</summary>
    Any,
}

/// <summary>The type of a value.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">The schema's name, of a named one.</param>
/// <param name="Of">The type of the elements, of a list or map.</param>
/// <param name="MayBeNull">Whether it may be null, which the server leaves out.</param>
internal sealed record ApiType(ApiKind Kind, string? Name = null, ApiType? Of = null, bool MayBeNull = false)
{
    private const string Reference = "#/components/schemas/";

    /// <summary>Reads a schema in its place.</summary>
    /// <exception cref="InvalidDataException">The schema has no name though it has members.</exception>
    public static ApiType Read(JsonObject schema, string place)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference[Reference.Length..];
            return name == "JsonElement" ? new(ApiKind.Any) : new(ApiKind.Named, name);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var values = choices.Select(choice => choice!.AsObject()).Where(choice => choice["type"] is not JsonValue type || type.GetValue<string>() != "null").ToArray();
            return values is [var only] ? Read(only, place) with { MayBeNull = true } : throw new InvalidDataException($"{place} has several types; give it one.");
        }

        var types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => Array.Empty<string>(),
        };
        var mayBeNull = types.Contains("null");
        return types.FirstOrDefault(type => type != "null") switch
        {
            "string" => new(ApiKind.Text, MayBeNull: mayBeNull),
            "boolean" => new(ApiKind.Truth, MayBeNull: mayBeNull),
            "integer" => new(schema["format"]?.GetValue<string>() == "int64" ? ApiKind.Long : ApiKind.Int, MayBeNull: mayBeNull),
            "number" => new(ApiKind.Number, MayBeNull: mayBeNull),
            "array" => new(ApiKind.List, Of: Read(schema["items"]!.AsObject(), place), MayBeNull: mayBeNull),
            "object" when schema["additionalProperties"] is JsonObject values => new(ApiKind.Map, Of: Read(values, place), MayBeNull: mayBeNull),
            "object" when schema["properties"] is not null => throw new InvalidDataException($"{place} has members and no name: give it a record of Troupe.Contracts.Control."),
            _ => new(ApiKind.Any, MayBeNull: mayBeNull),
        };
    }
}

/// <summary>A record or an enumeration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Values">The strings of an enumeration; none of a record.</param>
/// <param name="Properties">The properties of a record.</param>
internal sealed record ApiSchema(string Name, string Summary, IReadOnlyList<string> Values, IReadOnlyList<ApiProperty> Properties)
{
    /// <summary>Reads a schema.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="isSent">Whether clients send it, and may leave out what has a default.</param>
    public static ApiSchema Read(string name, JsonObject schema, bool isSent)
    {
        var required = schema["required"] is JsonArray names ? names.Select(entry => entry!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) : [];
        var properties = schema["properties"] is not JsonObject members ? [] : members.Select(member =>
        {
            var type = ApiType.Read(member.Value!.AsObject(), $"{name}.{member.Key}");
            var isRequired = isSent ? required.Contains(member.Key) : !type.MayBeNull;
            return new ApiProperty(member.Key, SummaryOf(member.Value!.AsObject()), isSent ? type : type with { MayBeNull = false }, isRequired);
        });
        var values = schema["enum"] is JsonArray entries ? entries.Select(entry => entry!.GetValue<string>()) : [];
        return new(name, SummaryOf(schema), [.. values], [.. properties]);
    }

    // The description of a nullable reference stands beside the reference.
    private static string SummaryOf(JsonObject schema) =>
        schema["description"]?.GetValue<string>()
        ?? (schema["oneOf"] as JsonArray)?.Select(choice => choice!["description"]?.GetValue<string>()).FirstOrDefault(text => text is not null)
        ?? "";
}

/// <summary>A property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Required">Whether it is always there.</param>
internal sealed record ApiProperty(string Name, string Summary, ApiType Type, bool Required);
