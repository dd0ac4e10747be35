using System.Text.Json;

namespace Troupe.Testing.Isolation;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Type">The JSON type of its value.</param>
internal sealed record ApiParameter(string Name, string In, string Type);

/// <summary>An operation of the server as it describes itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The address with parameters in braces.</param>
/// <param name="IsGuarded">Whether it asks for a credential.</param>
/// <param name="Scope">The scope that it asks for; null when it asks for none in particular.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Body">The schema of its body; null without one.</param>
/// <param name="MediaType">What the body is; null without one.</param>
/// <param name="Example">A body as it may be; null when the description shows none.</param>
internal sealed record ApiOperation(
    string Name, string Method, string Path, bool IsGuarded, string? Scope, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body, string? MediaType, JsonElement? Example)
{
    /// <summary>Whether it takes something away, so that it comes last and hits what nobody needs.</summary>
    public bool IsDestructive =>
        Method == "DELETE" || new[] { "revoke", "rotate", "archive", "restore", "suspend", "erase", "remove", "delete", "end" }.Any(word => Name.Split('.')[^1].StartsWith(word, StringComparison.Ordinal));

    /// <summary>Whether it makes something that was not there.</summary>
    public bool IsCreator => Method == "POST" && !Path.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => Method == "GET";
}

/// <summary>The server's description of itself (OpenAPI 3.1).</summary>
internal sealed class ApiDescription
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    private readonly JsonElement _root;

    private ApiDescription(JsonElement root)
    {
        _root = root;
        Operations = [.. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => Methods.Contains(method.Name))
            .Select(method => Read(path.Name, method.Name, method.Value)))];
    }

    /// <summary>Its operations, in their order.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>Reads it.</summary>
    public static ApiDescription Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ApiDescription(document.RootElement.Clone());
    }

    /// <summary>A schema without references and without the null that it also allows.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = reference.GetString()!.Split('/')[1..].Aggregate(_root, (node, name) => node.GetProperty(name));
            }
            else if ((schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
                && choices.EnumerateArray().FirstOrDefault(choice => !IsNull(choice)) is { ValueKind: JsonValueKind.Object } choice)
            {
                schema = choice;
            }
            else
            {
                return schema;
            }
        }
    }

    /// <summary>The JSON type of a schema, without null.</summary>
    public static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("enum", out _) ? "string" : "any";
        }

        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!).First(name => name != "null") : type.GetString()!;
    }

    private static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null";

    private ApiOperation Read(string path, string method, JsonElement operation)
    {
        var body = operation.TryGetProperty("requestBody", out var request) ? request.GetProperty("content").EnumerateObject().First() : (JsonProperty?)null;
        return new ApiOperation(
            operation.GetProperty("operationId").GetString()!,
            method.ToUpperInvariant(),
            path,
            operation.TryGetProperty("security", out _),
            operation.TryGetProperty("x-troupe-scope", out var scope) ? scope.GetString() : null,
            // Every request gets its headers alike, and those that may lead elsewhere are attacked by themselves.
            operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Parameter).Where(parameter => parameter.In != "header")] : [],
            body is { } content && content.Value.TryGetProperty("schema", out var schema) ? schema : null,
            body?.Name,
            body is { } shown && shown.Value.TryGetProperty("example", out var example) ? example : null);
    }

    private ApiParameter Parameter(JsonElement parameter) => new(
        parameter.GetProperty("name").GetString()!,
        parameter.GetProperty("in").GetString()!,
        parameter.TryGetProperty("schema", out var schema) ? TypeOf(Resolve(schema)) : "string");
}
