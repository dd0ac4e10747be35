using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>The files that are made from <c>Troupe.Contracts</c> and committed, so that a change of the protocol is a diff that someone reviews.</summary>
internal static class ProtocolFiles
{
    /// <summary>Every file's content by its path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Make()
    {
        var comments = XmlComments.Of(typeof(Wire).Assembly);
        var model = WireModel.Read(comments);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["protocol/troupe.schema.json"] = SchemaWriter.WriteSchema(model),
            ["protocol/performance.schema.json"] = SchemaWriter.WritePerformanceSchema(model),
            ["protocol/errors.json"] = SchemaWriter.WriteErrors(),
            ["protocol/scopes.json"] = SchemaWriter.WriteScopes(),
            ["packages/protocol/src/generated.ts"] = TypeScriptWriter.Write(model, comments),
            ["docs/reference/messages.md"] = MarkdownWriter.Write(model),
        };
    }

    /// <summary>The paths whose file under <paramref name="root"/> is missing or differs.</summary>
    public static IReadOnlyList<string> Stale(string root) =>
        [.. Make().Where(file => !File.Exists(Path.Combine(root, file.Key)) || File.ReadAllText(Path.Combine(root, file.Key)) != file.Value).Select(file => file.Key)];
}
