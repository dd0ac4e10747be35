using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Tenants;

/// <summary>Tenants and credentials for tests, over HTTP.</summary>
internal static class Identity
{
    /// <summary>Creates a tenant.</summary>
    public static async Task<TenantView> CreateTenantAsync(TestServer server, string id)
    {
        using var created = await server.Http.PostAsJsonAsync("/v1/tenants", new CreateTenant(id, $"The {id} people"), Wire.Json);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await created.Content.ReadFromJsonAsync<TenantView>(Wire.Json))!;
    }

    /// <summary>Creates a key as the operator does.</summary>
    public static async Task<KeySecret> CreateKeyAsync(TestServer server, string tenant, params string[] scopes)
    {
        using var created = await server.Http.PostAsJsonAsync($"/v1/tenants/{tenant}/keys", new CreateKey("for a test", scopes), Wire.Json);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await created.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!;
    }

    /// <summary>Creates a tenant and a client with a key of it.</summary>
    public static async Task<HttpClient> TenantAsync(TestServer server, string tenant, params string[] scopes)
    {
        await CreateTenantAsync(server, tenant);
        return Client(server, (await CreateKeyAsync(server, tenant, scopes)).Secret!);
    }

    /// <summary>Waits until a server knows a key that was created through another.</summary>
    public static async Task KnownAsync(TestServer server, string key)
    {
        using var client = Client(server, key);
        using var late = new CancellationTokenSource(WireClient.Patience);
        while ((await client.PostAsJsonAsync("/v1/tokens", new IssueToken("known"), Wire.Json, late.Token)).StatusCode is HttpStatusCode.Unauthorized)
        {
        }
    }

    /// <summary>Has a token issued.</summary>
    public static async Task<TokenIssued> IssueAsync(HttpClient client, IssueToken ask)
    {
        using var issued = await client.PostAsJsonAsync("/v1/tokens", ask, Wire.Json);
        issued.StatusCode.ShouldBe(HttpStatusCode.Created, await issued.Content.ReadAsStringAsync());
        return (await issued.Content.ReadFromJsonAsync<TokenIssued>(Wire.Json))!;
    }

    /// <summary>Gets the next token of a family.</summary>
    public static async Task<TokenIssued> RefreshAsync(TestServer server, string refreshToken)
    {
        using var refreshed = await server.Http.PostAsJsonAsync("/v1/tokens/refresh", new TokenRefresh(refreshToken), Wire.Json);
        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK, await refreshed.Content.ReadAsStringAsync());
        return (await refreshed.Content.ReadFromJsonAsync<TokenIssued>(Wire.Json))!;
    }

    /// <summary>The code with which a refresh is refused.</summary>
    public static async Task<string> RefreshCodeAsync(TestServer server, string refreshToken)
    {
        using var refused = await server.Http.PostAsJsonAsync("/v1/tokens/refresh", new TokenRefresh(refreshToken), Wire.Json);
        return await TestServer.CodeOfAsync(refused);
    }

    /// <summary>A client with a credential.</summary>
    public static HttpClient Client(TestServer server, string credential) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", credential) } };

    /// <summary>The reasons of a refusal.</summary>
    public static async Task<string[]> ReasonsAsync(HttpResponseMessage refused)
    {
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        return [.. problem.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!)];
    }
}
