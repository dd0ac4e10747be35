using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class CredentialTests
{
    private const string ShortLeeway = "--Troupe:Tokens:Leeway=00:00:00.2";

    [Fact]
    public async Task A_session_goes_on_with_a_new_token_where_the_old_one_ends()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var first = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 2, Refreshable = true });
        using var client = await OpenAsync(server, first.Token);
        var expiring = await client.UntilAsync<TokenExpiring>();
        expiring.ExpiresAt.ShouldBe(first.ExpiresAt);
        expiring.Remaining.ShouldBeInRange(0, 1_100);

        var second = await Identity.RefreshAsync(server, first.RefreshToken!);
        await client.SendAsync(new SessionRefresh { Id = "r", Token = second.Token });
        (await client.NextAsync<CommandAccepted>()).Command.ShouldBe("r");
        var renewed = await client.NextAsync<TokenRenewed>();
        renewed.ExpiresAt.ShouldBe(second.ExpiresAt);

        // The next that is heard is about the second token: nothing came of the end of the first.
        (await client.UntilAsync<TokenExpiring>()).ExpiresAt.ShouldBe(second.ExpiresAt);
        var conversation = await server.Conversations.NextAsync();
        await client.SendAsync(new MessageSend { Id = "m", Text = "Still here." });
        (await conversation.NextAsync<MessageSend>()).Text.ShouldBe("Still here.");
        conversation.HasNothingMore.ShouldBeTrue("tokens are no matter of the conversation");

        client.Cut();
        using var back = await WireClient.ResumeAsync(renewed.ResumeUrl, seq: 0);
        (await back.NextAsync<CommandAccepted>()).Command.ShouldBe("resume");
    }

    [Fact]
    public async Task A_session_ends_with_its_token()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        var issued = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 1 });
        using var client = await OpenAsync(server, issued.Token);
        (await client.EndAsync()).ShouldBe((SessionEndReason.TokenExpired, WebSocketCloseStatus.PolicyViolation));
        TimeProvider.System.GetUtcNow().ShouldBeGreaterThan(issued.ExpiresAt);
    }

    [Fact]
    public async Task A_token_that_does_not_fit_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "tenant:view");
        using var rival = await Identity.TenantAsync(server, "rival", "session:talk");
        using var client = await OpenAsync(server, (await Identity.IssueAsync(acme, new IssueToken("v"))).Token);
        var misfits = new[]
        {
            (await Identity.IssueAsync(rival, new IssueToken("v"))).Token,
            (await Identity.IssueAsync(acme, new IssueToken("w"))).Token,
            (await Identity.IssueAsync(acme, new IssueToken("v") { Scene = "stage" })).Token,
            (await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = ["tenant:view"] })).Token,
            "trp_sk0123456789ab_nothing",
            "",
        };
        foreach (var (token, index) in misfits.Select((token, index) => (token, index)))
        {
            await client.SendAsync(new SessionRefresh { Id = $"r{index}", Token = token });
            (await client.NextAsync<CommandRefused>()).ShouldSatisfyAllConditions(
                refused => refused.Command.ShouldBe($"r{index}"),
                refused => refused.Code.ShouldBe("unauthorized"));
        }

        var bound = await Identity.IssueAsync(acme, new IssueToken("v") { Origin = "https://shop.example" });
        await client.SendAsync(new SessionRefresh { Id = "b", Token = bound.Token });
        (await client.NextAsync<CommandRefused>()).Code.ShouldBe("forbidden_origin");
    }

    [Fact]
    public async Task What_is_revoked_on_one_server_ends_its_sessions_on_another_within_half_a_second()
    {
        var store = new InMemoryEventStore(TimeProvider.System);
        var folder = Directory.CreateTempSubdirectory("troupe-revoked-");
        var keys = $"--Troupe:Tokens:KeyFile={folder.FullName}/keys.json";
        await using var one = await TestServer.StartOnAsync(store, keys);
        await using var other = await TestServer.StartOnAsync(store, keys);
        using var acme = await Identity.TenantAsync(one, "acme", "session:talk", "key:manage");
        var page = await Identity.CreateKeyAsync(one, "acme", "session:talk");
        using var issuer = Identity.Client(one, page.Secret!);
        await Identity.KnownAsync(other, page.Secret!);
        using var tenantAlive = await OpenAsync(other, (await Identity.IssueAsync(acme, new IssueToken("last"))).Token);
        var revocations = new (string Name, Func<TokenIssued, Task<HttpResponseMessage>> Revoke, bool EndsKeeper)[]
        {
            ("token", issued => acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Token = issued.Id }, Wire.Json), false),
            ("family", issued => acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Family = issued.Family }, Wire.Json), false),
            ("key", _ => acme.DeleteAsync($"/v1/keys/{page.Key.Key}"), true),
        };
        using var keeper = await OpenAsync(other, (await Identity.IssueAsync(issuer, new IssueToken("keeper"))).Token);
        foreach (var (name, revoke, endsKeeper) in revocations)
        {
            var issued = await Identity.IssueAsync(issuer, new IssueToken("v"));
            using var client = await OpenAsync(other, issued.Token);
            (await revoke(issued)).StatusCode.ShouldBe(HttpStatusCode.OK, name);
            await EndsSoonAsync(client, name);
            if (endsKeeper)
            {
                await EndsSoonAsync(keeper, name);
            }
        }

        (await one.Http.PostAsync("/v1/tenants/acme/suspend", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await EndsSoonAsync(tenantAlive, "tenant");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_session_of_a_page_takes_sockets_of_that_page_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk");
        using var page = Identity.Client(server, (await Identity.IssueAsync(acme, new IssueToken("v") { Origin = "https://shop.example" })).Token);
        page.DefaultRequestHeaders.Add("Origin", "https://shop.example");
        using var response = await page.PostAsync("/v1/sessions", content: null);
        var created = (await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json))!;
        using var refused = await WireClient.ConnectAsync(created.Url, options => options.SetRequestHeader("Origin", "https://evil.example"));
        refused.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var none = await WireClient.ConnectAsync(created.Url);
        none.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var client = await WireClient.ConnectAsync(created.Url, options => options.SetRequestHeader("Origin", "https://shop.example"));
        client.Socket.State.ShouldBe(WebSocketState.Open);
    }

    private static async Task EndsSoonAsync(WireClient client, string name)
    {
        var began = TimeProvider.System.GetTimestamp();
        (await client.EndAsync()).Reason.ShouldBe(SessionEndReason.TokenRevoked, name);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMilliseconds(500), name);
    }

    private static async Task<WireClient> OpenAsync(TestServer server, string token)
    {
        using var http = Identity.Client(server, token);
        using var response = await http.PostAsync("/v1/sessions", content: null);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var client = await WireClient.ConnectAsync((await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json))!.Url);
        await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
        await client.NextAsync<CommandAccepted>();
        await client.NextAsync<SessionStarted>();
        return client;
    }
}
