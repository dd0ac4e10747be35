using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>The operator of the server: creates tenants and their keys.</summary>
/// <param name="http">The connection; the caller disposes it.</param>
/// <param name="server">Where the server is.</param>
/// <param name="key">A credential with <c>platform:admin</c>.</param>
internal sealed class Operator(HttpClient http, Uri server, string key)
{
    private static readonly string[] NotOfTenants = ["platform:admin"];

    /// <summary>Reads what the server says of itself.</summary>
    public async Task<(ApiDescription Api, string[] Scopes)> ReadAsync(CancellationToken cancellationToken)
    {
        var api = ApiDescription.Parse(await http.GetStringAsync(new Uri(server, "/v1/openapi.json"), cancellationToken));
        return (api, [.. Contracts.Scopes.All.Select(scope => scope.Name).Except(NotOfTenants)]);
    }

    /// <summary>Creates a tenant.</summary>
    public async Task CreateAsync(string tenant, string name, string tier, CancellationToken cancellationToken) =>
        await PostAsync("/v1/tenants", new JsonObject { ["tenant"] = tenant, ["name"] = name, ["tier"] = tier }, cancellationToken);

    /// <summary>Does every operation that is the operator's alone with a tenant of its own.</summary>
    /// <returns>The operations that were not done, with what was answered.</returns>
    public async Task<IReadOnlyList<string>> ProveAsync(TenantClient spare, IEnumerable<ApiOperation> operations, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        foreach (var operation in operations.Where(operation => operation.Scope == "platform:admin"))
        {
            using var message = spare.RequestFor(operation, (field, kind) => spare.IdFor(operation, field, kind)).ToMessage(server, new ShownCredential("operator", key, Admits: true));
            using var response = await http.SendAsync(message, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                failed.Add($"{operation.Name} does not work for the operator: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }

        return failed;
    }

    /// <summary>Creates a key of a tenant.</summary>
    public Task<JsonNode> CreateKeyAsync(string tenant, string label, IEnumerable<string> scopes, CancellationToken cancellationToken) => PostAsync(
        $"/v1/tenants/{tenant}/keys",
        new JsonObject { ["label"] = label, ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)JsonValue.Create(scope))]) },
        cancellationToken);

    private async Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await http.SendAsync(message, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(answer)! : throw new InvalidOperationException($"The operator was refused {path}: {answer}");
    }
}
