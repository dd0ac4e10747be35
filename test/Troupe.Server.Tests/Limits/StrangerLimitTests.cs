using System.Net;
using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class StrangerLimitTests
{
    private static readonly string[] Scarce = ["--Troupe:Abuse:TrustedProxies:0=127.0.0.0/8", "--Troupe:Limits:Address:Burst=3.5", "--Troupe:Limits:Address:PerMinute=0.1"];

    [Theory]
    [InlineData("/v1/tokens/refresh", 401)]
    [InlineData("/.well-known/jwks.json", 200)]
    [InlineData("/v1/openapi.json", 200)]
    [InlineData("/v1/tenant", 401)]
    public async Task An_address_may_ask_so_much_without_a_credential(string path, int status)
    {
        await using var server = await TestServer.StartAsync(Scarce);
        for (var left = 2; left >= 0; left--)
        {
            using var answer = await AskAsync(server, path, "203.0.113.1");
            ((int)answer.StatusCode).ShouldBe(status);
            answer.Headers.GetValues("RateLimit").ShouldHaveSingleItem().ShouldStartWith($"\"address\";r={left};");
        }

        using var refused = await AskAsync(server, path, "203.0.113.1");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(290, 301);
        refused.Headers.GetValues("RateLimit-Policy").ShouldHaveSingleItem().ShouldBe("\"address\";q=3;w=2100");
        ((int)(await AskAsync(server, path, "203.0.113.2")).StatusCode).ShouldBe(status, "another address has its own budget");
    }

    [Fact]
    public async Task A_network_of_a_household_is_one_address()
    {
        await using var server = await TestServer.StartAsync(Scarce);
        foreach (var host in new[] { "1", "2", "3" })
        {
            (await AskAsync(server, "/.well-known/jwks.json", $"2001:db8:1:2::{host}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await AskAsync(server, "/.well-known/jwks.json", "2001:db8:1:2::4")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await AskAsync(server, "/.well-known/jwks.json", "2001:db8:1:3::1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_a_credential_is_not_held_back_for_those_who_have_none()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Limits:Address:Burst=1", "--Troupe:Limits:Address:PerMinute=0.1");
        using var acme = await Identity.TenantAsync(server, "acme", "tenant:view");
        using var stranger = Identity.Client(server, "nobody");
        (await stranger.GetAsync("/v1/tenant", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/v1/tenant", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await acme.GetAsync("/v1/tenant", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_family_of_tokens_is_refreshed_so_often_and_others_are_not_held_back_for_it()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Limits:Refresh:Burst=2", "--Troupe:Limits:Refresh:PerMinute=0.1");
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var (eager, other) = (await Identity.IssueAsync(acme, new IssueToken("v") { Refreshable = true }), await Identity.IssueAsync(acme, new IssueToken("w") { Refreshable = true }));
        eager = await Identity.RefreshAsync(server, eager.RefreshToken!);
        eager = await Identity.RefreshAsync(server, eager.RefreshToken!);
        using var refused = await server.Http.PostAsJsonAsync("/v1/tokens/refresh", new TokenRefresh(eager.RefreshToken!), Wire.Json, TestContext.Current.CancellationToken);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("rate_limited");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Headers.GetValues("RateLimit").ShouldContain(field => field.StartsWith("\"refresh\";r=0;"));
        await Identity.RefreshAsync(server, other.RefreshToken!);
    }

    private static async Task<HttpResponseMessage> AskAsync(TestServer server, string path, string address)
    {
        var isRefresh = path == "/v1/tokens/refresh";
        using var request = new HttpRequestMessage(isRefresh ? HttpMethod.Post : HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", address } } };
        request.Content = isRefresh ? JsonContent.Create(new TokenRefresh("trr_of_nobody"), options: Wire.Json) : null;
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
