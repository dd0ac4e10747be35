using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>The files that are made from <c>Troupe.Contracts</c> and the description of the HTTP interface, and committed, so that a change of the protocol is a diff that someone reviews.</summary>
internal static class ProtocolFiles
{
    /// <summary>Every file's content by its path in the repository at <paramref name="root"/>.</summary>
    /// <exception cref="InvalidDataException">The interface has something that clients cannot offer; the message says what.</exception>
    public static IReadOnlyDictionary<string, string> Make(string root)
    {
        var comments = XmlComments.Of(typeof(Wire).Assembly);
        var model = WireModel.Read(comments);
        var api = ApiModel.Read(File.ReadAllText(Path.Combine(root, "protocol", "openapi.json")));
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["protocol/troupe.schema.json"] = SchemaWriter.WriteSchema(model),
            ["protocol/performance.schema.json"] = SchemaWriter.WritePerformanceSchema(model),
            ["protocol/errors.json"] = SchemaWriter.WriteErrors(),
            ["protocol/scopes.json"] = SchemaWriter.WriteScopes(),
            ["packages/protocol/src/generated.ts"] = TypeScriptWriter.Write(model, comments),
            ["packages/control/src/generated.ts"] = ControlScriptWriter.Write(api),
            ["docs/reference/messages.md"] = MarkdownWriter.Write(model),
        };
        foreach (var (path, content) in ControlClientWriter.Write(api))
        {
            files.Add(path, content);
        }

        return files;
    }

    /// <summary>The paths whose file under <paramref name="root"/> is missing or differs.</summary>
    public static IReadOnlyList<string> Stale(string root) =>
        [.. Make(root).Where(file => !File.Exists(Path.Combine(root, file.Key)) || File.ReadAllText(Path.Combine(root, file.Key)) != file.Value).Select(file => file.Key)];
}
