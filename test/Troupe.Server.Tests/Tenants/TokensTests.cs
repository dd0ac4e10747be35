using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;

namespace Troupe.Server.Tests.Tenants;

[Trait("Category", "fast")]
public sealed class TokensTests
{
    [Fact]
    public async Task A_key_gets_a_token_that_opens_sessions_and_no_more()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "key:manage");
        var issued = await Identity.IssueAsync(acme, new IssueToken("visitor-7") { Scene = "desk", Role = "viewer" });
        using var visitor = Identity.Client(server, issued.Token);
        (await visitor.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var refused = await visitor.GetAsync("/v1/keys");
        (refused.StatusCode, await TestServer.CodeOfAsync(refused)).ShouldBe((HttpStatusCode.Forbidden, "missing_scope"));
        using var again = await visitor.PostAsJsonAsync("/v1/tokens", new IssueToken("visitor-7"), Wire.Json);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a token does not issue tokens");
        issued.RefreshToken.ShouldBeNull();
    }

    [Fact]
    public async Task The_audit_says_who_issued_a_token_and_holds_no_secret()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var issued = await Identity.IssueAsync(acme, new IssueToken("visitor-7") { Refreshable = true });
        var streams = server.Services.GetRequiredService<EventStreams>();
        var log = new List<EventEnvelope>();
        await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(new TenantId("acme")), 0, TestContext.Current.CancellationToken))
        {
            log.Add(envelope);
        }

        var entry = log.Select(streams.Read).OfType<AuditEntry>().Last();
        (entry.Action, entry.Target, entry.Outcome).ShouldBe(("token.issue", $"family/{issued.Family}", "done"));
        entry.Credential.ShouldStartWith("sk");
        var whole = string.Join('\n', log.Select(envelope => System.Text.Encoding.UTF8.GetString(envelope.Data.Span)));
        whole.ShouldNotContain("visitor-7");
        var secrets = new[] { acme.DefaultRequestHeaders.Authorization!.Parameter!.Split('_')[2], issued.Token.Split('.')[2], issued.RefreshToken!.Split('_')[4] };
        secrets.ShouldAllBe(secret => secret.Length > 40 && !whole.Contains(secret));
    }

    [Fact]
    public async Task Every_reason_against_a_token_is_listed()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var ask = new IssueToken("not an id") { Scopes = ["audit:read", "moon:visit"], Scene = "a b", Role = "c d", Origin = "shop", LifetimeSeconds = 0 };
        using var refused = await acme.PostAsJsonAsync("/v1/tokens", ask, Wire.Json);
        (await Identity.ReasonsAsync(refused)).ShouldBe(["bad_subject", "unknown_scope", "scope_not_held", "bad_scene", "bad_role", "bad_origin", "bad_lifetime"]);
    }

    [Fact]
    public async Task A_token_that_is_bound_to_an_origin_is_good_for_its_pages_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        using var page = Identity.Client(server, (await Identity.IssueAsync(acme, new IssueToken("v") { Origin = "https://shop.example" })).Token);
        using var nowhere = await page.PostAsync("/v1/sessions", content: null);
        (nowhere.StatusCode, await TestServer.CodeOfAsync(nowhere)).ShouldBe((HttpStatusCode.Forbidden, "forbidden_origin"));
        page.DefaultRequestHeaders.Add("Origin", "https://shop.example");
        (await page.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_publishable_key_gets_tokens_bound_to_the_page_that_asked()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var ask = new CreateKey("page", ["session:talk"]) { Kind = KeyKind.Publishable, Origins = ["https://shop.example", "https://blog.example"], Scene = "desk" };
        using var created = await server.Http.PostAsJsonAsync("/v1/tenants/acme/keys", ask, Wire.Json);
        using var page = Identity.Client(server, (await created.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!.Secret!);
        page.DefaultRequestHeaders.Add("Origin", "https://shop.example");
        var issued = await Identity.IssueAsync(page, new IssueToken("visitor"));
        using var claims = JsonDocument.Parse(Troupe.Server.Admission.Jose.Base64UrlText.Read(issued.Token.Split('.')[1])!);
        (claims.RootElement.GetProperty("origin").GetString(), claims.RootElement.GetProperty("scene").GetString()).ShouldBe(("https://shop.example", "desk"));
        using var other = await page.PostAsJsonAsync("/v1/tokens", new IssueToken("visitor") { Origin = "https://blog.example", Scene = "stage" }, Wire.Json);
        (await Identity.ReasonsAsync(other)).ShouldBe(["bad_scene", "bad_origin"]);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_and_the_rest_of_its_family_is_not()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "key:manage");
        var first = await Identity.IssueAsync(acme, new IssueToken("v") { Refreshable = true });
        var second = await Identity.RefreshAsync(server, first.RefreshToken!);
        (await acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Token = first.Id }, Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeAsync(server, first.Token)).ShouldBe("token_revoked");
        (await CodeAsync(server, second.Token)).ShouldBe("");
    }

    [Fact]
    public async Task Who_signs_out_ends_the_own_family_and_nobody_elses()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var (mine, theirs) = (await Identity.IssueAsync(acme, new IssueToken("v") { Refreshable = true }), await Identity.IssueAsync(acme, new IssueToken("w")));
        using var visitor = Identity.Client(server, mine.Token);
        using var refused = await visitor.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Family = theirs.Family }, Wire.Json);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("missing_scope");
        (await visitor.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken(), Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeAsync(server, mine.Token)).ShouldBe("token_revoked");
        (await Identity.RefreshCodeAsync(server, mine.RefreshToken!)).ShouldBe("token_revoked");
        (await CodeAsync(server, theirs.Token)).ShouldBe("");
    }

    [Fact]
    public async Task Tokens_end_with_their_key()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "key:manage");
        var key = await Identity.CreateKeyAsync(server, "acme", "session:talk");
        using var shop = Identity.Client(server, key.Secret!);
        var issued = await Identity.IssueAsync(shop, new IssueToken("v") { Refreshable = true });
        (await acme.DeleteAsync($"/v1/keys/{key.Key.Key}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeAsync(server, issued.Token)).ShouldBe("token_revoked");
        (await Identity.RefreshCodeAsync(server, issued.RefreshToken!)).ShouldBe("token_revoked");
    }

    [Fact]
    public async Task The_public_keys_verify_a_token_and_hold_nothing_private()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var issued = await Identity.IssueAsync(acme, new IssueToken("v"));
        using var set = JsonDocument.Parse(await server.Http.GetStringAsync("/.well-known/jwks.json"));
        var jwk = set.RootElement.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        jwk.EnumerateObject().Select(member => member.Name).Order().ShouldBe(["alg", "crv", "kid", "kty", "use", "x", "y"]);
        Troupe.Server.Admission.Jose.CompactJws.Read(issued.Token, out var token).ShouldBeNull();
        Troupe.Server.Admission.Jose.VerificationKey.Read(jwk)!.Verify(token!).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_tokens_that_differ_by_a_scope_are_told_apart()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "tenant:view");
        using var viewer = Identity.Client(server, (await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = ["tenant:view"] })).Token);
        (await viewer.GetAsync("/v1/tenant")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await viewer.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> CodeAsync(TestServer server, string token)
    {
        using var client = Identity.Client(server, token);
        using var response = await client.PostAsync("/v1/sessions", content: null);
        return response.IsSuccessStatusCode ? "" : await TestServer.CodeOfAsync(response);
    }
}
