using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Limits;

namespace Troupe.Server.Tests.Tenants;

[Trait("Category", "fast")]
public sealed class TenantsTests
{
    [Fact]
    public async Task A_tenant_is_created_once()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        using var again = await server.Http.PostAsJsonAsync("/v1/tenants", new CreateTenant("acme", "Other"), Wire.Json);
        (again.StatusCode, await TestServer.CodeOfAsync(again)).ShouldBe((HttpStatusCode.Conflict, "already_exists"));
        (await server.Http.GetFromJsonAsync<TenantView[]>("/v1/tenants", Wire.Json))!.Select(tenant => tenant.Tenant).ShouldBe(["acme"]);
    }

    [Fact]
    public async Task Every_reason_against_a_tenant_is_listed()
    {
        await using var server = await TestServer.StartAsync();
        using var refused = await server.Http.PostAsJsonAsync("/v1/tenants", new CreateTenant("Acme!", " ") { Tier = "gold" }, Wire.Json);
        (await Identity.ReasonsAsync(refused)).ShouldBe(["bad_tenant_id", "bad_name", "unknown_tier"]);
    }

    [Fact]
    public async Task Limits_follow_the_tier()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var tiers = server.Services.GetRequiredService<ITierDirectory>();
        tiers.TierOf(new TenantId("acme")).ShouldBe("standard");
        using var set = await server.Http.PutAsJsonAsync("/v1/tenants/acme/tier", new SetTenantTier("plus"), Wire.Json);
        (set.StatusCode, set.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "\"2\""));
        tiers.TierOf(new TenantId("acme")).ShouldBe("plus");
        using var unknown = await server.Http.PutAsJsonAsync("/v1/tenants/acme/tier", new SetTenantTier("gold"), Wire.Json);
        (await Identity.ReasonsAsync(unknown)).ShouldBe(["unknown_tier"]);
    }

    [Fact]
    public async Task A_tenants_key_cannot_see_other_tenants()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        using var acme = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", "tenant:admin")).Secret!);
        using var refused = await acme.GetAsync("/v1/tenants/acme");
        (refused.StatusCode, await TestServer.CodeOfAsync(refused)).ShouldBe((HttpStatusCode.Forbidden, "missing_scope"));
    }
}
