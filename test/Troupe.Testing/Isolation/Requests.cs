using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>A credential that a request shows.</summary>
/// <param name="Name">What it is, for reports.</param>
/// <param name="Bearer">What <c>Authorization: Bearer</c> has; null for nothing.</param>
/// <param name="Admits">Whether it is good.</param>
internal sealed record ShownCredential(string Name, string? Bearer, bool Admits)
{
    /// <summary>The origin of the page that it is bound to; null for none.</summary>
    public string? Origin { get; init; }
}

/// <summary>A request of the matrix.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Path">The address with its query.</param>
/// <param name="Body">The body; null without one.</param>
/// <param name="Headers">Headers beside those that every request has.</param>
internal sealed record ApiRequest(ApiOperation Operation, string Path, JsonNode? Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>The address of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="value">The value of each parameter; null leaves one of the query out.</param>
    public static string PathOf(ApiOperation operation, Func<ApiParameter, string?> value)
    {
        var path = new StringBuilder(operation.Path);
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "path")
            {
                path.Replace($"{{{parameter.Name}}}", value(parameter) ?? "none");
            }
            else if (parameter.In == "query" && value(parameter) is { } given)
            {
                query.Add($"{parameter.Name}={given}");
            }
        }

        return query.Count == 0 ? path.ToString() : $"{path}?{string.Join('&', query)}";
    }

    /// <summary>The request as it goes over the wire.</summary>
    public HttpRequestMessage ToMessage(Uri server, ShownCredential credential)
    {
        // The address goes out as it is: what an attacker escapes stays escaped.
        var address = new Uri($"{server.GetLeftPart(UriPartial.Authority)}{Path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Operation.Method), address);
        if (credential.Bearer is { } bearer)
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        }

        if (credential.Origin is { } origin)
        {
            message.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (!Operation.IsRead)
        {
            message.Headers.TryAddWithoutValidation("If-Match", "*");
            message.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
            message.Content = Operation.Body is null ? null : new StringContent(Body is JsonValue whole ? whole.GetValue<string>() : Body?.ToJsonString() ?? "", Encoding.UTF8, new MediaTypeHeaderValue(Body is JsonValue ? "image/svg+xml" : Operation.MediaType!));
        }

        foreach (var (name, value) in Headers)
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
