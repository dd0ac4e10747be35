using System.Text;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>Writes <c>docs/reference/messages.md</c>: every message for a reader.</summary>
internal static class MarkdownWriter
{
    /// <summary>The whole page.</summary>
    public static string Write(WireModel model)
    {
        var text = new StringBuilder("# Messages and error codes\n\nGenerated from the records of `Troupe.Contracts` by `./dev protocol`. ");
        text.Append("The rules around the messages are in [the wire protocol](../03-wire-protocol.md).\n");
        WriteRecords(text, "Messages of the client", model.Client);
        WriteRecords(text, "Messages of the server", model.Server);
        WriteRecords(text, "Parts of messages", model.Parts);
        WriteRecords(text, "The performance file", model.Kept.ExceptBy(model.Parts.Select(part => part.Name), record => record.Name));
        text.Append("\n## Choices\n");
        foreach (var choice in model.Choices)
        {
            text.Append($"\n### {choice.Name}\n\n{choice.Summary}\n\n| value | meaning |\n|---|---|\n");
            text.AppendJoin("", choice.Values.Select(value => $"| `{value.Value}` | {value.Summary} |\n"));
        }

        text.Append("\n## Error codes\n\n| code | HTTP | retryable | meaning |\n|---|---|---|---|\n");
        text.AppendJoin("", ErrorCodes.All.Select(error => $"| `{error.Code}` | {error.Status} | {(error.Retryable ? "yes" : "no")} | {error.Title} |\n"));
        return text.ToString();
    }

    private static void WriteRecords(StringBuilder text, string title, IEnumerable<WireRecord> records)
    {
        text.Append($"\n## {title}\n");
        foreach (var record in records)
        {
            text.Append($"\n### {(record.Type is null ? record.Name : $"`{record.Type}`")}\n\n{record.Summary}\n");
            if (record.Fields.Count > 0)
            {
                text.Append("\n| field | value | meaning |\n|---|---|---|\n");
                text.AppendJoin("", record.Fields.Select(field => $"| `{field.Name}`{(field.Required ? "" : " (optional)")} | {ValueOf(field.Shape)} | {field.Summary} |\n"));
            }
        }
    }

    private static string ValueOf(Shape shape)
    {
        var type = shape.Innermost;
        var name = type == typeof(string) ? "text"
            : type == typeof(bool) ? "true or false"
            : type == typeof(DateTimeOffset) ? "time (ISO 8601)"
            : type == typeof(double) || type == typeof(float) ? "number"
            : type.IsPrimitive ? "integer"
            : $"[{type.Name}](#{type.Name.ToLowerInvariant()})";
        return string.Concat(Enumerable.Repeat("list of ", shape.Lists)) + name;
    }
}
