using System.Security;
using System.Text;

namespace Troupe.Cli.Generation;

/// <summary>Writes the operations of <c>Troupe.Client</c>; their records are those of <c>Troupe.Contracts</c>.</summary>
internal static class ControlClientWriter
{
    private const string Head = "// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.\n";

    /// <summary>Every file by its path in the repository.</summary>
    public static IEnumerable<(string Path, string Content)> Write(ApiModel model)
    {
        foreach (var group in model.Groups)
        {
            yield return ($"src/Troupe.Client/{group.Class}Client.cs", WriteGroup(group));
        }

        yield return ("src/Troupe.Client/TroupeClient.Operations.cs", WriteClient(model));
        yield return ("src/Troupe.Client/Shown.cs", WriteShown(model));
    }

    private static string WriteGroup(ApiGroup group)
    {
        var text = new StringBuilder(Head);
        text.Append("using Troupe.Contracts;\nusing Troupe.Contracts.Control;\n\nnamespace Troupe.Client;\n\n");
        text.Append($"/// <summary>What can be asked about {group.Name}. Thread-safe.</summary>\npublic sealed class {group.Class}Client\n{{\n    private readonly Caller _caller;\n\n");
        text.Append($"    internal {group.Class}Client(Caller caller) => _caller = caller;\n");
        foreach (var operation in group.Operations)
        {
            WriteOperation(text, operation);
        }

        return text.Append("}\n").ToString();
    }

    private static void WriteOperation(StringBuilder text, ApiOperation operation)
    {
        List<(string Declared, string Name, string Summary)> parameters = [];
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Place == "path"))
        {
            parameters.Add(parameter.View is { } view
                ? ($"Target<{view}> {parameter.Name}", parameter.Name, operation.IsRead ? "Its view or its id." : "Its view, which must be the newest, or its id, whatever was changed since.")
                : ($"{TypeOf(parameter.Type)} {parameter.Name}", parameter.Name, "Its id."));
        }

        if (operation.Request is { } request)
        {
            parameters.Add(request.Type is not { } type ? ("HttpContent content", "content", "What is sent.")
                : type.MayBeNull ? ($"{type.Name}? request = null", "request", "What is asked in detail.")
                : ($"{type.Name} request", "request", "What is asked in detail."));
        }

        var query = operation.Parameters.Where(parameter => parameter.Place == "query").ToArray();
        parameters.AddRange(query.Select(parameter => ($"{TypeOf(parameter.Type)}? {parameter.Name} = null", parameter.Name, "See above; null for the server's default.")));
        parameters.Add(("RequestOptions? options = null", "options", "What is the same for all requests."));
        parameters.Add(("CancellationToken cancellationToken = default", "cancellationToken", "Gives up."));

        List<string> call = [$"\"{operation.Method}\"", $"\"{operation.Path}\""];
        List<string> more = [];
        var path = operation.Parameters.Where(parameter => parameter.Place == "path").ToArray();
        if (path.Length > 0)
        {
            more.Add($"Places = [{string.Join(", ", path.Select(parameter => parameter.View is null ? $"Place.Of({parameter.Name})" : $"{parameter.Name}.Place"))}]");
        }

        if (query.Length > 0)
        {
            more.Add($"Query = [{string.Join(", ", query.Select(parameter => $"(\"{parameter.Name}\", {parameter.Name})"))}]");
        }

        if (operation.Request is { } sent)
        {
            more.Add(sent.Type is null ? "Content = content" : "Request = request");
        }

        if (operation.NeedsMatch)
        {
            more.Add("NeedsMatch = true");
        }

        var made = $"new Call({string.Join(", ", call)}){(more.Count == 0 ? "" : $" {{ {string.Join(", ", more)} }}")}";
        var answer = operation.Answer is { } json ? TypeOf(json) : null;
        var (result, how) = operation.Page is { } page
            ? ($"IAsyncEnumerable<{TypeOf(page.Item)}>", $"ListAsync<{answer}, {TypeOf(page.Item)}>({made}, page => (page.{ApiOperation.Capital(page.Items)}, page.Next), options, cancellationToken)")
            : operation.Event is { } told ? ($"IAsyncEnumerable<{TypeOf(told)}>", $"FollowAsync<{TypeOf(told)}>({made}, options, cancellationToken)")
            : answer is not null ? ($"Task<{answer}>", $"SendAsync<{answer}>({made}, options, cancellationToken)")
            : operation.AnswerMedia == "text/plain" ? ("Task<string>", $"ReadAsync({made}, options, cancellationToken)")
            : operation.AnswerMedia is not null ? ("Task<HttpResponseMessage>", $"FetchAsync({made}, options, cancellationToken)")
            : ("Task", $"TellAsync({made}, options, cancellationToken)");

        text.Append($"\n    /// <summary>{Xml(operation.Summary)}</summary>\n    /// <remarks>{Xml(operation.Description)}</remarks>\n");
        foreach (var (_, name, summary) in parameters)
        {
            text.Append($"    /// <param name=\"{name}\">{summary}</param>\n");
        }

        if (operation.MayBeHeld)
        {
            text.Append("    /// <exception cref=\"HeldException\">The policy holds it until somebody decides; nothing was changed yet.</exception>\n");
        }

        text.Append("    /// <exception cref=\"TroupeException\">The server refused, or could not be reached.</exception>\n");
        text.Append($"    public {result} {ApiOperation.Capital(operation.Name)}Async({string.Join(", ", parameters.Select(parameter => parameter.Declared))}) =>\n        _caller.{how};\n");
    }

    private static string WriteClient(ApiModel model)
    {
        var text = new StringBuilder(Head + "namespace Troupe.Client;\n\npublic sealed partial class TroupeClient\n{\n");
        text.AppendJoin('\n', model.Groups.Select(group => $"    /// <summary>What can be asked about {group.Name}.</summary>\n    public {group.Class}Client {group.Class} => new(_caller);\n"));
        return text.Append("}\n").ToString();
    }

    private static string WriteShown(ApiModel model)
    {
        var views = model.Groups.SelectMany(group => group.Operations).SelectMany(operation => operation.Parameters)
            .Where(parameter => parameter.View is not null)
            .DistinctBy(parameter => parameter.View)
            .OrderBy(parameter => parameter.View, StringComparer.Ordinal);
        var text = new StringBuilder(Head);
        text.Append("using Troupe.Contracts.Control;\n\nnamespace Troupe.Client;\n\n/// <summary>What the server showed of a thing.</summary>\ninternal static class Shown\n{\n");
        text.Append("    /// <summary>The id and the version of a view.</summary>\n    public static Place PlaceOf(object view) => view switch\n    {\n");
        foreach (var parameter in views)
        {
            var schema = model.Schemas.Single(schema => schema.Name == parameter.View);
            var id = schema.Properties.Any(property => property.Name == parameter.Name) ? parameter.Name : "id";
            text.Append($"        {parameter.View} shown => new Place(shown.{ApiOperation.Capital(id)}, shown.Version),\n");
        }

        return text.Append("        _ => throw new ArgumentException($\"{view.GetType().Name} is no view of a thing with a version.\", nameof(view)),\n    };\n}\n").ToString();
    }

    private static string TypeOf(ApiType type) => type.Kind switch
    {
        ApiKind.Named => type.Name!,
        ApiKind.List => $"IReadOnlyList<{TypeOf(type.Of!)}>",
        ApiKind.Map => $"IReadOnlyDictionary<string, {TypeOf(type.Of!)}>",
        ApiKind.Text => "string",
        ApiKind.Int => "int",
        ApiKind.Long => "long",
        ApiKind.Number => "double",
        ApiKind.Truth => "bool",
        _ => "System.Text.Json.JsonElement",
    };

    private static string Xml(string text) => SecurityElement.Escape(text.ReplaceLineEndings(" ")).Replace("&apos;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal);
}
