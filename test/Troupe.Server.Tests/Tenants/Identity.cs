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
