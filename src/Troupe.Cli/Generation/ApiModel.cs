using System.Text.Json.Nodes;

namespace Troupe.Cli.Generation;

/// <summary>The HTTP interface as clients see it, read from <c>protocol/openapi.json</c>, which the server writes.</summary>
/// <param name="Groups">Operations by the first part of their names, such as <c>presenters</c>, in order.</param>
/// <param name="Schemas">What they send and answer, by name, in order.</param>
internal sealed record ApiModel(IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiSchema> Schemas)
{
    // What the page and whoever keeps the server running ask is no matter of a control client.
    private static readonly string[] Elsewhere = ["health", "preview"];

    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    /// <summary>Reads the description.</summary>
    /// <exception cref="InvalidDataException">An operation cannot be offered by the clients; the message names it and the way out.</exception>
    public static ApiModel Read(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        var operations = (
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where Methods.Contains(operation.Key) && !IsSocket(operation.Value!)
            let read = ApiOperation.Read(path.Key, operation.Key, operation.Value!.AsObject(), schemas)
            where !Elsewhere.Contains(read.Group)
            select read).ToArray();
        var groups = operations
            .GroupBy(operation => operation.Group)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ApiGroup(group.Key, [.. group.OrderBy(operation => operation.Name, StringComparer.Ordinal)]))
            .ToArray();
        var sent = Reachable(operations.Select(operation => operation.Request?.Type), schemas);
        var answered = Reachable(operations.Select(operation => operation.Answer ?? operation.Event), schemas);
        return new(groups, [.. sent.Union(answered).Order(StringComparer.Ordinal).Select(name => ApiSchema.Read(name, schemas[name]!.AsObject(), sent.Contains(name)))]);
    }

    // A WebSocket is a conversation, not a question with an answer.
    private static bool IsSocket(JsonNode operation) => operation["responses"]!.AsObject().ContainsKey("101");

    private static HashSet<string> Reachable(IEnumerable<ApiType?> roots, JsonObject schemas)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ApiType>(roots.OfType<ApiType>());
        while (open.TryPop(out var type))
        {
            if (type.Of is { } inner)
            {
                open.Push(inner);
            }
            else if (type.Kind is ApiKind.Named && found.Add(type.Name!))
            {
                foreach (var property in ApiSchema.Read(type.Name!, schemas[type.Name!]!.AsObject(), isSent: false).Properties)
                {
                    open.Push(property.Type);
                }
            }
        }

        return found;
    }
}

/// <summary>The operations about one thing.</summary>
/// <param name="Name">As the first part of their names, such as <c>presenters</c>.</param>
/// <param name="Operations">In the order of their names.</param>
internal sealed record ApiGroup(string Name, IReadOnlyList<ApiOperation> Operations)
{
    /// <summary>The name of a class.</summary>
    public string Class => ApiOperation.Capital(Name);
}
