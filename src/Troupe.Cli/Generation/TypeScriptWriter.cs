using System.Globalization;
using System.Text;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>Writes <c>packages/protocol/src/generated.ts</c>.</summary>
internal static class TypeScriptWriter
{
    /// <summary>The whole file.</summary>
    public static string Write(WireModel model, XmlComments comments)
    {
        var text = new StringBuilder("// Generated from Troupe.Contracts by `./dev protocol`. Edit the C# records instead.\n");
        WriteConstants(text, comments);
        WriteErrors(text);
        foreach (var choice in model.Choices)
        {
            text.Append($"\n{Comment(choice.Summary)}export type {choice.Name} =");
            foreach (var (value, summary) in choice.Values)
            {
                text.Append($"\n{Comment(summary, "  ")}  | '{value}'");
            }

            text.Append(";\n");
        }

        foreach (var record in model.Parts.Concat(model.Kept.ExceptBy(model.Parts.Select(part => part.Name), record => record.Name)).Concat(model.Server).Concat(model.Client))
        {
            WriteRecord(text, record);
        }

        WriteUnion(text, "Every message of the server.", "ServerMessage", model.Server);
        WriteUnion(text, "Every message of the client.", "ClientMessage", model.Client);
        WriteUnion(text, "A client message that asks for something and is answered by its id.", "ClientCommand", model.Client.Where(record => record.IsCommand));
        WriteMap(text, "The messages of the server by `type`.", "ServerMessages", model.Server);
        WriteMap(text, "The messages of the client by `type`.", "ClientMessages", model.Client);
        WriteTypes(text, "server", "SERVER_MESSAGE_TYPES", model.Server);
        WriteTypes(text, "client", "CLIENT_MESSAGE_TYPES", model.Client);
        return text.ToString();
    }

    private static void WriteConstants(StringBuilder text, XmlComments comments)
    {
        text.Append("\n/** Constants of the wire protocol. */\nexport const PROTOCOL = {\n");
        foreach (var (name, summary, value) in ProtocolConstants.Read(comments))
        {
            text.Append($"{Comment(summary, "  ")}  {name}: {Literal(value)},\n");
        }

        text.Append("} as const;\n");
    }

    private static void WriteErrors(StringBuilder text)
    {
        text.Append("\n/** Stable codes of errors with their HTTP status, whether the same request may succeed later, and a sentence for a person. */\n");
        text.Append("export const ERROR_CODES = {\n");
        foreach (var error in ErrorCodes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {error.Code}: {{ status: {error.Status}, retryable: {Literal(error.Retryable)}, title: {Literal(error.Title)} }},\n");
        }

        text.Append("} as const;\n\n/** A code of {@link ERROR_CODES}. */\nexport type ErrorCode = keyof typeof ERROR_CODES;\n");
    }

    private static void WriteRecord(StringBuilder text, WireRecord record)
    {
        text.Append($"\n{Comment(record.Summary)}export interface {record.Name} {{\n");
        if (record.Type is { } type)
        {
            text.Append($"  readonly type: '{type}';\n");
        }

        foreach (var field in record.Fields)
        {
            text.Append($"{Comment(field.Summary, "  ")}  readonly {field.Name}{(field.Required ? "" : "?")}: {TypeOf(field.Shape)};\n");
        }

        text.Append("}\n");
    }

    private static void WriteUnion(StringBuilder text, string summary, string name, IEnumerable<WireRecord> records) =>
        text.Append($"\n/** {summary} */\nexport type {name} ={string.Concat(records.Select(record => $"\n  | {record.Name}"))};\n");

    private static void WriteMap(StringBuilder text, string summary, string name, IEnumerable<WireRecord> records) =>
        text.Append($"\n/** {summary} */\nexport interface {name} {{\n{string.Concat(records.Select(record => $"  readonly '{record.Type}': {record.Name};\n"))}}}\n");

    private static void WriteTypes(StringBuilder text, string side, string name, IEnumerable<WireRecord> records) =>
        text.Append($"\n/** The `type` of every message of the {side}. */\nexport const {name} = [\n{string.Concat(records.Select(record => $"  '{record.Type}',\n"))}] as const;\n");

    private static string TypeOf(Shape shape) => shape.Lists switch
    {
        0 => TypeOf(shape.Innermost),
        1 => $"readonly {TypeOf(shape.Innermost)}[]",
        _ => $"readonly ({TypeOf(shape with { Lists = shape.Lists - 1 })})[]",
    };

    private static string TypeOf(Type type) =>
        type == typeof(string) || type == typeof(DateTimeOffset) ? "string"
        : type == typeof(bool) ? "boolean"
        : type.IsPrimitive ? "number"
        : type.Name;

    private static string Literal(object value) => value switch
    {
        string words when words.Contains('\'', StringComparison.Ordinal) => $"\"{words}\"",
        string words => $"'{words}'",
        bool truth => truth ? "true" : "false",
        IEnumerable<int> numbers => $"[{string.Join(", ", numbers)}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Comment(string summary, string indent = "") => $"{indent}/** {summary} */\n";
}
