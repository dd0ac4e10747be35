using System.Net;
using System.Net.WebSockets;
using Troupe.Contracts;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class EndTests
{
    [Theory]
    [InlineData(SessionEndReason.ClientEnded, WebSocketCloseStatus.NormalClosure)]
    [InlineData(SessionEndReason.Idle, WebSocketCloseStatus.NormalClosure)]
    [InlineData(SessionEndReason.MaxDuration, WebSocketCloseStatus.NormalClosure)]
    public async Task Passes_on_why_the_conversation_ended(SessionEndReason reason, WebSocketCloseStatus status)
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        conversation.Transport.Send(new VoiceStarted());
        conversation.Finish(reason);

        await client.NextAsync<VoiceStarted>();
        var ended = await client.NextAsync<SessionEnded>();
        ended.Reason.ShouldBe(reason);
        ended.Seq.ShouldBe(started.Seq + 2);
        (await client.NextAsync()).ShouldBeOfType<Received.Closed>().Status.ShouldBe(status);
        await server.UntilEmptyAsync();
        using var late = await WireClient.ConnectAsync(started.ResumeUrl);
        late.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tells_all_sessions_that_the_server_goes_down()
    {
        var server = await TestServer.StartAsync();
        var clients = new List<WireClient>();
        for (var count = 0; count < 5; count++)
        {
            clients.Add((await server.OpenAsync()).Client);
        }

        var waiting = await server.CreateAsync();
        var stopping = server.StopAsync();
        foreach (var client in clients)
        {
            (await client.EndAsync()).ShouldBe((SessionEndReason.ShuttingDown, WebSocketCloseStatus.EndpointUnavailable));
            client.Dispose();
        }

        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        waiting.Url.ShouldNotBeEmpty();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Says_so_when_the_conversation_fails()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        (await server.Conversations.NextAsync()).Fail(new InvalidOperationException("A fault."));
        (await client.EndAsync()).ShouldBe((SessionEndReason.ServerError, WebSocketCloseStatus.InternalServerError));
        await server.UntilEmptyAsync();
    }

    [Fact]
    public async Task Forgets_a_session_that_nobody_opens()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Sessions:TicketLifetime=00:00:00.1");
        var created = await server.CreateAsync();
        await server.UntilEmptyAsync();
        using var late = await WireClient.ConnectAsync(created.Url);
        late.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Forgets_a_session_whose_first_socket_is_lost_before_the_handshake()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        client.Cut();
        await server.UntilEmptyAsync();
    }
}
