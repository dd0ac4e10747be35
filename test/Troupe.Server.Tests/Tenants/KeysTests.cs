using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Tenants;

[Trait("Category", "fast")]
public sealed class KeysTests
{
    [Fact]
    public async Task A_new_tenant_gets_its_first_key_from_the_operator_and_then_helps_itself()
    {
        await using var server = await TestServer.StartAsync();
        (await Identity.CreateTenantAsync(server, "acme")).ShouldBe(new TenantView("acme", "The acme people", "standard", Suspended: false, Version: 1));
        var first = await Identity.CreateKeyAsync(server, "acme", "key:manage", "session:talk", "tenant:view");
        first.Key.Key.ShouldStartWith("sk");
        first.Secret.ShouldStartWith($"trp_{first.Key.Key}_");

        using var acme = Identity.Client(server, first.Secret!);
        (await acme.GetFromJsonAsync<TenantView>("/v1/tenant", Wire.Json))!.Tenant.ShouldBe("acme");
        using var created = await acme.PostAsJsonAsync("/v1/keys", new CreateKey("shop", ["session:talk"]), Wire.Json);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var second = (await created.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!;
        created.Headers.Location!.ToString().ShouldBe($"/v1/keys/{second.Key.Key}");
        var listed = await acme.GetStringAsync("/v1/keys");
        listed.ShouldContain(second.Key.Key);
        listed.ShouldNotContain(second.Secret!.Split('_')[2]);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "key:manage");
        await Identity.TenantAsync(server, "rival", "key:manage");
        for (var number = 0; number < 4; number++)
        {
            await Identity.CreateKeyAsync(server, "acme", "session:talk");
        }

        var all = (await acme.GetFromJsonAsync<KeyPage>("/v1/keys", Wire.Json))!;
        (all.Items.Count, all.Next).ShouldBe((5, null));
        all.Items.Select(key => key.Key).ShouldBe(all.Items.Select(key => key.Key).Order(StringComparer.Ordinal));
        var (walked, after) = (new List<string>(), "");
        do
        {
            var page = (await acme.GetFromJsonAsync<KeyPage>($"/v1/keys?limit=2&after={after}", Wire.Json))!;
            page.Items.Count.ShouldBeInRange(1, 2);
            walked.AddRange(page.Items.Select(key => key.Key));
            after = page.Next;
        }
        while (after is not null);

        walked.ShouldBe(all.Items.Select(key => key.Key));
        foreach (var limit in (int[])[0, 201])
        {
            using var refused = await acme.GetAsync($"/v1/keys?limit={limit}");
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Every_reason_against_a_key_is_listed()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        using var acme = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", "key:manage")).Secret!);
        var ask = new CreateKey("", ["audit:read", "moon:visit"]) { Kind = KeyKind.Publishable, Origins = ["http://shop.example", "https://shop.example/path"], Scene = "a b", ExpiresAt = DateTimeOffset.UnixEpoch };
        using var refused = await acme.PostAsJsonAsync("/v1/keys", ask, Wire.Json);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Identity.ReasonsAsync(refused)).ShouldBe(["bad_label", "unknown_scope", "scope_not_held", "scope_not_publishable", "bad_origin", "bad_origin", "bad_scene", "expired"]);
    }

    [Fact]
    public async Task The_operators_scope_is_not_given_to_a_tenants_key()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        using var refused = await server.Http.PostAsJsonAsync("/v1/tenants/acme/keys", new CreateKey("k", ["platform:admin"]), Wire.Json);
        (await Identity.ReasonsAsync(refused)).ShouldBe(["scope_not_held"]);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_are_good_for_the_overlap_and_one_after_a_second()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var key = await Identity.CreateKeyAsync(server, "acme", "key:manage");
        using var old = Identity.Client(server, key.Secret!);
        var rotated = await RotateAsync(old, key, overlap: 60);
        using var fresh = Identity.Client(server, rotated.Secret!);
        rotated.Secret.ShouldNotBe(key.Secret);
        (await old.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await fresh.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var newest = Identity.Client(server, (await RotateAsync(fresh, key, overlap: 0)).Secret!);
        (await newest.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await fresh.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await old.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_for_good()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var (admin, other) = (await Identity.CreateKeyAsync(server, "acme", "key:manage"), await Identity.CreateKeyAsync(server, "acme", "key:manage"));
        using var first = Identity.Client(server, admin.Secret!);
        using var second = Identity.Client(server, other.Secret!);
        (await first.DeleteFromJsonAsync<KeyView>($"/v1/keys/{other.Key.Key}", Wire.Json))!.Revoked.ShouldBeTrue();
        using var refused = await second.GetAsync("/v1/keys");
        (refused.StatusCode, await TestServer.CodeOfAsync(refused)).ShouldBe((HttpStatusCode.Unauthorized, "token_revoked"));
        using var rotate = await first.PostAsJsonAsync($"/v1/keys/{other.Key.Key}/rotate", new RotateKey(), Wire.Json);
        (await Identity.ReasonsAsync(rotate)).ShouldBe(["revoked"]);
    }

    [Fact]
    public async Task A_key_of_another_tenant_is_answered_like_one_that_does_not_exist()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        await Identity.CreateTenantAsync(server, "rival");
        using var acme = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", "key:manage")).Secret!);
        var theirs = (await Identity.CreateKeyAsync(server, "rival", "key:manage")).Key.Key;
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            using var there = await acme.SendAsync(new HttpRequestMessage(method, $"/v1/keys/{theirs}"));
            using var nowhere = await acme.SendAsync(new HttpRequestMessage(method, "/v1/keys/sk0123456789ab"));
            there.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await there.Content.ReadAsStringAsync()).ShouldBe(await nowhere.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_suspended_tenants_keys_are_refused_until_it_is_reinstated()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        using var acme = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", "tenant:view")).Secret!);
        (await server.Http.PostAsync("/v1/tenants/acme/suspend", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await acme.GetAsync("/v1/tenant")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Http.PostAsync("/v1/tenants/acme/reinstate", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await acme.GetAsync("/v1/tenant")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var unknown = await server.Http.PostAsync("/v1/tenants/nobody/suspend", content: null);
        (await TestServer.CodeOfAsync(unknown)).ShouldBe("tenant_not_found");
    }

    [Fact]
    public async Task A_publishable_key_is_good_for_pages_of_its_origins_alone()
    {
        await using var server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        var ask = new CreateKey("page", ["session:talk"]) { Kind = KeyKind.Publishable, Origins = ["https://shop.example/"] };
        using var created = await server.Http.PostAsJsonAsync("/v1/tenants/acme/keys", ask, Wire.Json);
        var key = (await created.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!;
        key.Key.Origins.ShouldBe(["https://shop.example"]);
        using var page = Identity.Client(server, key.Secret!);
        (await page.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page.DefaultRequestHeaders.Add("Origin", "https://shop.example");
        (await page.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        page.DefaultRequestHeaders.Remove("Origin");
        page.DefaultRequestHeaders.Add("Origin", "https://shop.example.evil");
        (await page.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_request_that_is_repeated_makes_one_key_and_shows_its_secret_once()
    {
        await using var server = await TestServer.StartAsync();
        var (first, again) = (await CreateOnceAsync(server), await CreateOnceAsync(server));
        (again.Key, again.Secret).ShouldBe((first.Key with { Scopes = again.Key.Scopes, Origins = again.Key.Origins }, null));
        first.Secret.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("trp_")]
    [InlineData("trp_sk0123456789ab_")]
    [InlineData("trp_sk0123456789ab_0123456789012345678901234567890123456789012345678901")]
    [InlineData("trp_SK0123456789AB_0123456789012345678901234567890123456789012345678901")]
    public async Task What_only_looks_like_a_key_is_refused(string key)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Identity.Client(server, key);
        (await client.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<KeySecret> RotateAsync(HttpClient client, KeySecret key, int overlap)
    {
        using var rotated = await client.PostAsJsonAsync($"/v1/keys/{key.Key.Key}/rotate", new RotateKey { OverlapSeconds = overlap }, Wire.Json);
        rotated.StatusCode.ShouldBe(HttpStatusCode.OK, await rotated.Content.ReadAsStringAsync());
        return (await rotated.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!;
    }

    private static async Task<KeySecret> CreateOnceAsync(TestServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/keys") { Content = JsonContent.Create(new CreateKey("k", ["session:talk"]), options: Wire.Json), Headers = { { "Idempotency-Key", "once" } } };
        using var response = await server.Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<KeySecret>(Wire.Json))!;
    }
}
