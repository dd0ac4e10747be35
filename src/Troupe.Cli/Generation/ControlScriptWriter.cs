using System.Text;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>Writes <c>packages/control/src/generated.ts</c>.</summary>
internal static class ControlScriptWriter
{
    /// <summary>The whole file.</summary>
    public static string Write(ApiModel model)
    {
        var text = new StringBuilder("// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints and records instead.\n");
        text.Append("import type { CallOptions, Caller, Content } from './caller.js';\n");
        var messages = model.Schemas.ToDictionary(schema => schema.Name, schema => MessagesOf(schema.Name), StringComparer.Ordinal);
        if (messages.Values.SelectMany(names => names).ToArray() is { Length: > 0 } imported)
        {
            text.Append($"import type {{ {string.Join(", ", imported.Distinct().Order(StringComparer.Ordinal))} }} from '@troupe/protocol';\n");
        }

        foreach (var schema in model.Schemas)
        {
            WriteSchema(text, schema, messages[schema.Name]);
        }

        foreach (var group in model.Groups)
        {
            text.Append($"\n/** What can be asked about {group.Name}. */\nexport class {group.Class} {{\n  readonly #caller: Caller;\n\n  constructor(caller: Caller) {{\n    this.#caller = caller;\n  }}\n");
            foreach (var operation in group.Operations)
            {
                WriteOperation(text, operation);
            }

            text.Append("}\n");
        }

        text.Append("\n/** All that can be asked. */\nexport class Operations {\n");
        text.Append(string.Concat(model.Groups.Select(group => $"  readonly {group.Name}: {group.Class};\n")));
        text.Append("\n  constructor(caller: Caller) {\n");
        text.Append(string.Concat(model.Groups.Select(group => $"    this.{group.Name} = new {group.Class}(caller);\n")));
        return text.Append("  }\n}\n").ToString();
    }

    // The messages of the wire protocol that a family of them stands for; none of other records.
    private static string[] MessagesOf(string family) =>
        [.. Wire.ClientMessages.Values.Where(type => type.BaseType!.Name == family).Select(type => type.Name).Order(StringComparer.Ordinal)];

    private static void WriteSchema(StringBuilder text, ApiSchema schema, string[] messages)
    {
        text.Append($"\n{Comment(schema.Summary)}");
        if (messages.Length > 0)
        {
            text.Append($"export type {schema.Name} = {string.Join(" | ", messages)};\n");
            return;
        }

        if (schema.Values.Count > 0)
        {
            text.Append($"export type {schema.Name} = {string.Join(" | ", schema.Values.Select(value => $"'{value}'"))};\n");
            return;
        }

        text.Append($"export interface {schema.Name} {{\n");
        foreach (var property in schema.Properties)
        {
            text.Append($"{Comment(property.Summary, "  ")}  readonly {property.Name}{(property.Required ? "" : "?")}: {TypeOf(property.Type)};\n");
        }

        text.Append("}\n");
    }

    private static void WriteOperation(StringBuilder text, ApiOperation operation)
    {
        var query = operation.Parameters.Where(parameter => parameter.Place == "query").ToArray();
        var path = operation.Parameters.Where(parameter => parameter.Place == "path").ToArray();
        var options = query.Length == 0 ? "CallOptions" : $"CallOptions & {{ {string.Join("; ", query.Select(parameter => $"readonly {parameter.Name}?: {TypeOf(parameter.Type)}"))} }}";
        List<string> parameters = [.. path.Select(parameter => $"{parameter.Name}: {(parameter.View is { } view ? view + " | " : "")}{TypeOf(parameter.Type)}")];
        if (operation.Request is { } request)
        {
            parameters.Add(request.Type is not { } type ? "content: Content" : $"request{(type.MayBeNull ? "?" : "")}: {TypeOf(type with { MayBeNull = false })}");
        }

        parameters.Add($"options: {options} = {{}}");
        var answer = operation.Page is { } page ? $"AsyncIterable<{TypeOf(page.Item)}>"
            : operation.Event is { } told ? $"AsyncIterable<{TypeOf(told)}>"
            : $"Promise<{(operation.Answer is { } json ? TypeOf(json with { MayBeNull = false }) : operation.AnswerMedia switch { null => "void", "text/plain" => "string", _ => "Response" })}>";

        List<string> call = [];
        if (path.Length > 0)
        {
            call.Add($"path: {{ {string.Join(", ", path.Select(parameter => parameter.Name))} }}");
        }

        if (query.Length > 0)
        {
            call.Add($"query: {{ {string.Join(", ", query.Select(parameter => $"{parameter.Name}: options.{parameter.Name}"))} }}");
        }

        if (operation.Request is { } sent)
        {
            call.Add(sent.Type is null ? $"content, media: '{sent.Media}'" : "request");
        }

        if (operation.NeedsMatch)
        {
            call.Add("match: true");
        }

        var details = call.Count == 0 ? "{}" : $"{{ {string.Join(", ", call)} }}";
        var how = operation.Page is { } list ? $"list('{operation.Path}', '{list.Items}', {details}, options)"
            : operation.Event is not null ? $"follow('{operation.Path}', {details}, options)"
            : $"{(operation.Answer is not null ? "send" : operation.AnswerMedia switch { null => "tell", "text/plain" => "read", _ => "fetch" })}('{operation.Method}', '{operation.Path}', {details}, options)";
        text.Append($"\n{Comment($"{operation.Summary} {operation.Description}{(operation.MayBeHeld ? " Throws a HeldError when the policy holds it until somebody decides." : "")}", "  ")}  {operation.Name}({string.Join(", ", parameters)}): {answer} {{\n    return this.#caller.{how};\n  }}\n");
    }

    private static string TypeOf(ApiType type)
    {
        var text = type.Kind switch
        {
            ApiKind.Named => type.Name!,
            ApiKind.List => type.Of!.MayBeNull ? $"readonly ({TypeOf(type.Of)})[]" : type.Of.Kind is ApiKind.List ? $"readonly ({TypeOf(type.Of)})[]" : $"readonly {TypeOf(type.Of)}[]",
            ApiKind.Map => $"Readonly<Record<string, {TypeOf(type.Of!)}>>",
            ApiKind.Text => "string",
            ApiKind.Int or ApiKind.Long or ApiKind.Number => "number",
            ApiKind.Truth => "boolean",
            _ => "unknown",
        };
        return type.MayBeNull && type.Kind is not ApiKind.Any ? $"{text} | null" : text;
    }

    private static string Comment(string summary, string indent = "") => summary.Length == 0 ? "" : $"{indent}/** {summary.ReplaceLineEndings(" ").Replace("*/", "*\\/", StringComparison.Ordinal)} */\n";
}
