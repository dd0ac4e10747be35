using System.Globalization;
using System.Text.Json.Nodes;

namespace Troupe.Cli.Generation;

/// <summary>Something that can be asked.</summary>
internal sealed record ApiOperation
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    /// <summary>The thing that it is about, such as <c>presenters</c>.</summary>
    public required string Group { get; init; }

    /// <summary>What is asked, such as <c>changeLook</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The address with the names of its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>A sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>More sentences.</summary>
    public required string Description { get; init; }

    /// <summary>Parameters in the address, then those of the query.</summary>
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>What is sent; null for nothing.</summary>
    public ApiBody? Request { get; init; }

    /// <summary>What is answered as JSON; null for nothing or another type.</summary>
    public ApiType? Answer { get; init; }

    /// <summary>The media type of an answer that is no JSON; null for JSON and for none.</summary>
    public string? AnswerMedia { get; init; }

    /// <summary>What is told one after another, of an answer that is a stream of server-sent events; null otherwise.</summary>
    public ApiType? Event { get; init; }

    /// <summary>The list in the answer, of a page of a list; null when the answer is no page.</summary>
    public ApiPage? Page { get; init; }

    /// <summary>Whether the server wants to know which version this is about.</summary>
    public bool NeedsMatch { get; init; }

    /// <summary>Whether the policy may hold it until somebody decides.</summary>
    public bool MayBeHeld { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => Method == "GET";

    /// <summary>Reads an operation.</summary>
    /// <exception cref="InvalidDataException">The clients cannot offer it.</exception>
    public static ApiOperation Read(string path, string method, JsonObject operation, JsonObject schemas)
    {
        var id = operation["operationId"]?.GetValue<string>().Split('.') ?? [];
        if (id is not [var group, var name])
        {
            throw new InvalidDataException($"{method} {path} is not named as thing.action (WithName).");
        }

        var content = operation["responses"]!.AsObject().Where(response => response.Key.StartsWith('2')).Select(response => response.Value!["content"] as JsonObject).FirstOrDefault(content => content is not null);
        var answer = content?[Json]?["schema"] is JsonObject schema ? ApiType.Read(schema, $"The answer of {group}.{name}") : null;
        var parameters = (operation["parameters"] as JsonArray)?
            .Select(parameter => ApiParameter.Read(parameter!.AsObject(), schemas))
            .Where(parameter => parameter.Place is "path" or "query")
            .OrderBy(parameter => parameter.Place == "query")
            .ToArray() ?? [];
        return new ApiOperation
        {
            Group = group,
            Name = name,
            Method = method.ToUpper(CultureInfo.InvariantCulture),
            Path = path,
            Summary = operation["summary"]!.GetValue<string>().TrimEnd('.') + ".",
            Description = operation["description"]!.GetValue<string>(),
            Parameters = parameters,
            Request = (operation["requestBody"]?["content"] as JsonObject)?.FirstOrDefault() is { Value: { } body } entry ? ApiBody.Read(entry.Key, body, $"The request of {group}.{name}") : null,
            Answer = answer,
            Event = content?[Events]?["schema"] is JsonObject told ? ApiType.Read(told, $"The events of {group}.{name}") : null,
            AnswerMedia = answer is null ? content?.FirstOrDefault().Key ?? (method == "get" ? "*/*" : null) : null,
            Page = answer is { Kind: ApiKind.Named } && parameters.Any(parameter => parameter.Name == "after") ? ApiPage.Find(schemas[answer.Name!]!.AsObject(), answer.Name!) : null,
            NeedsMatch = operation["responses"]!.AsObject().ContainsKey("428"),
            MayBeHeld = operation["responses"]!["202"]?["content"]?["application/problem+json"] is not null,
        };
    }

    /// <summary>A name with a capital.</summary>
    public static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place"><c>path</c> or <c>query</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="View">The record in which the server shows what the parameter names, with its version; null when there is none.</param>
internal sealed record ApiParameter(string Name, string Place, ApiType Type, string? View)
{
    /// <summary>Reads a parameter.</summary>
    public static ApiParameter Read(JsonObject parameter, JsonObject schemas)
    {
        var name = parameter["name"]!.GetValue<string>();
        var place = parameter["in"]!.GetValue<string>();
        var view = ApiOperation.Capital(name) + "View";
        var shown = place == "path" && schemas[view]?["properties"] is JsonObject members && members.ContainsKey("version") && (members.ContainsKey(name) || members.ContainsKey("id"));
        return new(name, place, ApiType.Read(parameter["schema"]!.AsObject(), $"The parameter {name}"), shown ? view : null);
    }
}

/// <summary>What is sent.</summary>
/// <param name="Type">The record; null when it is no JSON.</param>
/// <param name="Media">The media type.</param>
internal sealed record ApiBody(ApiType? Type, string Media)
{
    /// <summary>Reads a body.</summary>
    public static ApiBody Read(string media, JsonNode body, string place) =>
        new(media == "application/json" ? ApiType.Read(body["schema"]!.AsObject(), place) : null, media);
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The property with the items.</param>
/// <param name="Item">The type of one.</param>
internal sealed record ApiPage(string Items, ApiType Item)
{
    /// <summary>The page that a record is; null when it is none: it has one list, and <c>next</c>.</summary>
    public static ApiPage? Find(JsonObject schema, string name)
    {
        var properties = ApiSchema.Read(name, schema, isSent: false).Properties;
        var lists = properties.Where(property => property.Type.Kind is ApiKind.List).ToArray();
        return lists is [var list] && properties.Any(property => property.Name == "next") ? new(list.Name, list.Type.Of!) : null;
    }
}
