using System.Net;
using Troupe.Contracts;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class CapsTests
{
    [Fact]
    public async Task Refuses_more_sessions_than_allowed_and_says_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Sessions:MaxSessions=2");
        var (first, _) = await server.OpenAsync();
        await server.CreateAsync();
        using var full = await server.Http.PostAsync("/v1/sessions", content: null);
        full.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        full.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await TestServer.CodeOfAsync(full)).ShouldBe("overloaded");

        await first.SendAsync(new SessionEnd { Id = "end" });
        (await server.Conversations.NextAsync()).Finish(SessionEndReason.ClientEnded);
        await first.EndAsync();
        first.Dispose();
        while (server.Sessions.Count > 1)
        {
            (await server.Http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await server.CreateAsync();
    }

    [Fact]
    public async Task Refuses_more_sockets_than_allowed_without_using_up_the_ticket()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Delivery:MaxSockets=1");
        using var first = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        var created = await server.CreateAsync();
        using var second = await WireClient.ConnectAsync(created.Url);
        second.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Socket.HttpResponseHeaders!["Retry-After"].ShouldBe(["5"]);

        first.Cut();
        HttpStatusCode status;
        do
        {
            using var again = await WireClient.ConnectAsync(created.Url);
            status = again.Socket.HttpStatusCode;
        }
        while (status is HttpStatusCode.ServiceUnavailable);
        status.ShouldBe(HttpStatusCode.SwitchingProtocols);
    }
}
