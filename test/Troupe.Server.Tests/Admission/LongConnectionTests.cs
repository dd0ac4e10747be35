using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class LongConnectionTests
{
    private const string ShortLeeway = "--Troupe:Tokens:Leeway=00:00:00.2";

    [Fact]
    public Task What_is_revoked_on_one_server_ends_everything_that_lasts_on_another_within_half_a_second()
    {
        var store = new InMemoryEventStore(TimeProvider.System);
        return RevokeAllAsync(store, store);
    }

    [Fact]
    public async Task Everything_that_lasts_ends_with_its_token()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", LongConnection.Scopes);
        using var keeper = await LongConnection.SessionAsync(server, (await Identity.IssueAsync(acme, new IssueToken("host"))).Token);
        var session = server.Sessions.All.Single().Id;
        var issued = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 1, Scopes = LongConnection.Scopes });
        var open = await OpenAllAsync(server, issued.Token, session);
        foreach (var connection in open)
        {
            (await connection.End.WaitAsync(WireClient.Patience)).Code.ShouldBe("token_expired", connection.Kind);
        }

        TimeProvider.System.GetUtcNow().ShouldBeInRange(issued.ExpiresAt, issued.ExpiresAt + TimeSpan.FromSeconds(2));
        server.Services.GetRequiredService<CredentialGuard>().Count.ShouldBe(1, "the keeper's alone");
    }

    [Fact]
    public async Task A_control_socket_goes_on_with_a_new_token()
    {
        await using var server = await TestServer.StartAsync(ShortLeeway);
        using var acme = await Identity.TenantAsync(server, "acme", LongConnection.Scopes);
        using var keeper = await LongConnection.SessionAsync(server, (await Identity.IssueAsync(acme, new IssueToken("host"))).Token);
        var first = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 1, Scopes = LongConnection.Scopes });
        using var socket = await LongConnection.SocketAsync(server, first.Token, $"/v1/sessions/{server.Sessions.All.Single().Id}/control");
        (await NextAsync(socket)).ShouldBeOfType<TokenExpiring>().ExpiresAt.ShouldBe(first.ExpiresAt);
        var other = await Identity.IssueAsync(acme, new IssueToken("w") { Scopes = LongConnection.Scopes });
        await SendAsync(socket, new SessionRefresh { Id = "w", Token = other.Token });
        (await NextAsync(socket)).ShouldBeOfType<CommandRefused>().Code.ShouldBe("unauthorized");
        var talker = await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = ["session:talk"] });
        await SendAsync(socket, new SessionRefresh { Id = "t", Token = talker.Token });
        (await NextAsync(socket)).ShouldBeOfType<CommandRefused>().Message.ShouldContain("session:control");
        var second = await Identity.IssueAsync(acme, new IssueToken("v") { LifetimeSeconds = 3, Scopes = LongConnection.Scopes });
        await SendAsync(socket, new SessionRefresh { Id = "r", Token = second.Token });
        (await NextAsync(socket)).ShouldBeOfType<CommandAccepted>().Command.ShouldBe("r");

        // The next that is heard is about the second token: nothing came of the end of the first.
        (await NextAsync(socket)).ShouldBeOfType<TokenExpiring>().ExpiresAt.ShouldBe(second.ExpiresAt);
        TimeProvider.System.GetUtcNow().ShouldBeGreaterThan(first.ExpiresAt);
        using var suspended = await server.Http.PostAsync("/v1/tenants/acme/suspend", content: null);
        (await LongConnection.EndOfSocketAsync(socket)).Code.ShouldBe("token_revoked");
    }

    [Fact]
    public async Task A_credential_that_is_narrowed_loses_what_it_may_not_follow_any_longer_and_keeps_the_rest()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Abuse:BurstFloor=10", "--Troupe:Abuse:BurstFactor=2");
        using var acme = await Identity.TenantAsync(server, "acme", [.. LongConnection.Scopes, "session:observe"]);
        using var keeper = await LongConnection.SessionAsync(server, (await Identity.IssueAsync(acme, new IssueToken("host"))).Token);
        var session = server.Sessions.All.Single().Id;
        var token = (await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = [.. LongConnection.Scopes, "session:observe"] })).Token;
        var observing = LongConnection.EndOfEventsAsync(await LongConnection.EventsAsync(server, token, $"?session={session}"));
        var viewing = LongConnection.EndOfEventsAsync(await LongConnection.EventsAsync(server, token, "?presenter=ruth"));
        var directing = LongConnection.EndOfSocketAsync(await LongConnection.SocketAsync(server, token, $"/v1/sessions/{session}/control"));
        using var hasty = Identity.Client(server, token);
        for (var request = 0; request < 60; request++)
        {
            using var response = await hasty.GetAsync("/v1/presenters");
        }

        (await observing.WaitAsync(WireClient.Patience)).Code.ShouldBe("abnormal_usage");
        (await directing.WaitAsync(WireClient.Patience)).Code.ShouldBe("abnormal_usage");
        viewing.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_credential_that_is_held_loses_all_that_it_follows_and_no_conversation()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Abuse:ScrapeFloor=50");
        using var acme = await Identity.TenantAsync(server, "acme", LongConnection.Scopes);
        var token = (await Identity.IssueAsync(acme, new IssueToken("v") { Scopes = LongConnection.Scopes })).Token;
        using var talking = await LongConnection.SessionAsync(server, token);
        var viewing = LongConnection.EndOfEventsAsync(await LongConnection.EventsAsync(server, token, "?presenter=ruth"));
        using var scraper = Identity.Client(server, token);
        for (var presenter = 0; presenter < 60; presenter++)
        {
            using var response = await scraper.GetAsync($"/v1/presenters/p{presenter}");
        }

        (await viewing.WaitAsync(WireClient.Patience)).Code.ShouldBe("step_up_required");
        await talking.SendAsync(new MessageSend { Id = "m", Text = "Still here." });
        (await (await server.Conversations.NextAsync()).NextAsync<MessageSend>()).Text.ShouldBe("Still here.");
    }

    /// <summary>Revokes a token, a family, a key and a tenant at one server, and sees what lasts at another end.</summary>
    internal static async Task RevokeAllAsync(IEventStore here, IEventStore there)
    {
        var folder = Directory.CreateTempSubdirectory("troupe-revoked-");
        var keys = $"--Troupe:Tokens:KeyFile={folder.FullName}/keys.json";
        await using var one = await TestServer.StartOnAsync(here, keys);
        await using var other = await TestServer.StartOnAsync(there, keys);
        using var acme = await Identity.TenantAsync(one, "acme", [.. LongConnection.Scopes, "key:manage"]);
        await Identity.KnownAsync(other, acme.DefaultRequestHeaders.Authorization!.Parameter!);
        using var keeper = await LongConnection.SessionAsync(other, (await Identity.IssueAsync(acme, new IssueToken("host"))).Token);
        var session = other.Sessions.All.Single().Id;
        var revocations = new (string Name, Func<TokenIssued, KeySecret, Task<HttpResponseMessage>> Revoke)[]
        {
            ("token", (issued, _) => acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Token = issued.Id }, Wire.Json)),
            ("family", (issued, _) => acme.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken { Family = issued.Family }, Wire.Json)),
            ("key", (_, key) => acme.DeleteAsync($"/v1/keys/{key.Key.Key}")),
            ("tenant", (_, _) => one.Http.PostAsync("/v1/tenants/acme/suspend", content: null)),
        };
        foreach (var (name, revoke) in revocations)
        {
            var key = await Identity.CreateKeyAsync(one, "acme", LongConnection.Scopes);
            await Identity.KnownAsync(other, key.Secret!);
            using var issuer = Identity.Client(one, key.Secret!);
            var issued = await Identity.IssueAsync(issuer, new IssueToken("v") { Scopes = LongConnection.Scopes });
            var open = await OpenAllAsync(other, issued.Token, session);
            open.ShouldAllBe(connection => !connection.End.IsCompleted);
            using var revoked = await revoke(issued, key);
            var at = TimeProvider.System.GetTimestamp();
            revoked.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            foreach (var connection in open)
            {
                var end = await connection.End.WaitAsync(WireClient.Patience);
                end.Code.ShouldBe("token_revoked", $"{name}, {connection.Kind}");
                TimeProvider.System.GetElapsedTime(at, end.At).ShouldBeLessThan(TimeSpan.FromMilliseconds(500), $"{name}, {connection.Kind}");
            }
        }

        folder.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<LongConnection>> OpenAllAsync(TestServer server, string token, string session)
    {
        var open = new List<LongConnection>();
        foreach (var kind in LongConnection.Kinds)
        {
            open.Add(await LongConnection.OpenAsync(kind, server, token, session));
        }

        return open;
    }

    private static Task SendAsync(ClientWebSocket socket, ClientMessage message) => socket.SendAsync(Wire.Write(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<ServerMessage> NextAsync(ClientWebSocket socket)
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        var buffer = new byte[8_192];
        var frame = await socket.ReceiveAsync(buffer, late.Token);
        return Wire.ReadServer(buffer.AsSpan(0, frame.Count))!;
    }
}
