using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class DirectingTests
{
    [Fact]
    public async Task The_presenter_says_an_exact_text_and_is_stopped_again()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        var said = await AppliedAsync(server, started.Session, new PresenterSay { Id = "a", Text = "The building closes now. Please leave by the doors on your left." });
        said.At.ShouldBeGreaterThan(0);
        var speech = await client.UntilAsync<SpeechStart>();
        speech.Turn.ShouldBeNull();
        await AppliedAsync(server, started.Session, new PresenterInterrupt { Id = "b" });
        (await client.UntilAsync<TurnInterrupted>()).Epoch.ShouldBe(speech.Epoch);
    }

    [Fact]
    public async Task What_is_said_takes_the_place_of_the_answer()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m", Text = "how is the sky" });
        (await client.UntilAsync<SpeechStart>()).Turn.ShouldBe(1u);
        await AppliedAsync(server, started.Session, new PresenterSay { Id = "a", Text = "One moment please." });
        (await client.UntilAsync<TurnEnded>()).Reason.ShouldBe(TurnEndReason.Interrupted);
        (await client.UntilAsync<SpeechStart>()).Turn.ShouldBeNull();
        (await client.UntilAsync<SpeechDelta>()).Captions!.ShouldHaveSingleItem().Text.ShouldBe("One moment please.");
    }

    [Fact]
    public async Task Cues_camera_and_clothes_reach_the_person()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        await AppliedAsync(server, started.Session, new PresenterGesture { Id = "a", Name = "nod" });
        (await client.UntilAsync<PresenterDirected>()).Cue.ShouldBe(new PerformanceCue("gesture", "nod", 0, 700, 1));
        await AppliedAsync(server, started.Session, new PresenterExpress { Id = "b", Name = "smile", Weight = 0.5 });
        (await client.UntilAsync<PresenterDirected>()).Cue.ShouldBe(new PerformanceCue("expression", "smile", 0, 3_000, 0.5));
        await AppliedAsync(server, started.Session, new PresenterGaze { Id = "c", Name = "left" });
        (await client.UntilAsync<PresenterDirected>()).Cue!.Kind.ShouldBe("gaze");
        await AppliedAsync(server, started.Session, new PresenterFrame { Id = "d", Camera = new CameraFraming(2, 0, -0.5) });
        (await client.UntilAsync<PresenterDirected>()).Camera.ShouldBe(new CameraFraming(2, 0, -0.5));
        await AppliedAsync(server, started.Session, new PresenterWear { Id = "e", Outfit = "raincoat" });
        (await client.UntilAsync<PresenterDirected>()).Outfit.ShouldBe("raincoat");
    }

    [Fact]
    public async Task A_direction_that_comes_twice_is_done_once_and_answered_twice()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        var first = await AppliedAsync(server, started.Session, new PresenterGesture { Id = "a", Name = "nod" });
        (await AppliedAsync(server, started.Session, new PresenterGesture { Id = "a", Name = "nod" })).At.ShouldBe(first.At);
        await AppliedAsync(server, started.Session, new PresenterGesture { Id = "b", Name = "tilt" });
        (await client.UntilAsync<PresenterDirected>()).Cue!.Name.ShouldBe("nod");
        (await client.UntilAsync<PresenterDirected>()).Cue!.Name.ShouldBe("tilt");
    }

    [Fact]
    public async Task A_person_who_only_reads_is_shown_what_the_presenter_is_told_to_say()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync(output: null);
        using var _ = client;
        await AppliedAsync(server, started.Session, new PresenterSay { Id = "a", Text = "The building closes now. Please leave by the doors on your left." });
        var turn = (await client.UntilAsync<TurnStarted>()).Turn;
        (await client.UntilAsync<ReplyEnd>()).ShouldSatisfyAllConditions(
            end => end.Turn.ShouldBe(turn),
            end => end.Text.ShouldBe("The building closes now. Please leave by the doors on your left."));
        (await client.UntilAsync<TurnEnded>()).Reason.ShouldBe(TurnEndReason.Completed);
        await client.SendAsync(new MessageSend { Id = "m", Text = "How is the sky?" });
        (await client.UntilAsync<TranscriptEnd>()).Turn.ShouldBe(turn + 1);
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe(TestEngines.Answer);
    }

    [Fact]
    public async Task What_cannot_be_done_is_rejected_with_the_reason()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync(output: null);
        using var _ = client;
        (await RejectedAsync(server, started.Session, new PresenterInterrupt { Id = "a" })).ShouldBe((HttpStatusCode.Conflict, "out_of_order"));
        (await RejectedAsync(server, started.Session, new PresenterGesture { Id = "c", Name = "moonwalk" })).ShouldBe((HttpStatusCode.UnprocessableEntity, "invalid_command"));
        (await RejectedAsync(server, started.Session, new PresenterWear { Id = "d", Outfit = "armour" })).ShouldBe((HttpStatusCode.UnprocessableEntity, "invalid_command"));
        (await RejectedAsync(server, started.Session, new PresenterFrame { Id = "e", Camera = new CameraFraming(99, 0, 0) })).ShouldBe((HttpStatusCode.UnprocessableEntity, "invalid_command"));
        (await RejectedAsync(server, "nobody", new PresenterInterrupt { Id = "f" })).ShouldBe((HttpStatusCode.NotFound, "session_not_found"));
        (await RejectedAsync(server, (await server.CreateAsync()).Session, new PresenterInterrupt { Id = "g" })).ShouldBe((HttpStatusCode.Conflict, "out_of_order"));
        using var wrong = await server.Http.PostAsync($"/v1/sessions/{started.Session}/directions", new StringContent("{\"type\":\"message.send\",\"id\":\"x\",\"text\":\"hi\"}", Encoding.UTF8, "application/json"));
        (wrong.StatusCode, await TestServer.CodeOfAsync(wrong)).ShouldBe((HttpStatusCode.BadRequest, "bad_message"));
    }

    [Fact]
    public async Task The_persons_own_socket_directs_nothing()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, _) = await server.OpenAsync();
        using var __ = client;
        await client.SendAsync(new PresenterSay { Id = "a", Text = "Hello" });
        (await client.UntilAsync<CommandRefused>()).Code.ShouldBe("missing_scope");
    }

    [Fact]
    public async Task A_control_socket_takes_directions_and_answers_each()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/v1/sessions/{started.Session}/control"), CancellationToken.None);
        await socket.SendAsync(Wire.Write(new PresenterGesture { Id = "a", Name = "shake" }), WebSocketMessageType.Text, true, CancellationToken.None);
        (await NextAsync(socket)).ShouldBeOfType<CommandApplied>().Command.ShouldBe("a");
        (await client.UntilAsync<PresenterDirected>()).Cue!.Name.ShouldBe("shake");
        await socket.SendAsync(Wire.Write(new MessageSend { Id = "b", Text = "Hello" }), WebSocketMessageType.Text, true, CancellationToken.None);
        (await NextAsync(socket)).ShouldBeOfType<CommandRefused>().Code.ShouldBe("bad_message");
        await client.SendAsync(new SessionEnd { Id = "end" });
        await client.EndAsync();
        await server.UntilEmptyAsync();
        await socket.SendAsync(Wire.Write(new PresenterInterrupt { Id = "c" }), WebSocketMessageType.Text, true, CancellationToken.None);
        (await NextAsync(socket)).ShouldBeOfType<CommandRefused>().Code.ShouldBe("session_not_found");
    }

    [Fact]
    public async Task Each_direction_of_a_control_socket_costs_a_command_of_the_session()
    {
        await using var server = await TestServer.StartRealAsync(
            TestEngines.Whole, "--Troupe:Limits:KeyShare=1", "--Troupe:Limits:SessionShare=0.25", "--Troupe:Limits:Tiers:local:Scale=1", "--Troupe:Limits:Tiers:local:LoadFloor=1", "--Troupe:Limits:Tiers:local:Command:Burst=9.5", "--Troupe:Limits:Tiers:local:Command:PerMinute=0.1");
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/v1/sessions/{started.Session}/control"), CancellationToken.None);
        for (var left = 2; left >= 0; left--)
        {
            await socket.SendAsync(Wire.Write(new PresenterGesture { Id = $"a{left}", Name = "nod" }), WebSocketMessageType.Text, true, CancellationToken.None);
            var answer = await NextAsync(socket);
            (answer is CommandRefused refused ? refused.Code : "applied").ShouldBe(left > 0 ? "applied" : "quota_exceeded");
        }
    }

    private static async Task<ServerMessage> NextAsync(ClientWebSocket socket)
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        var buffer = new byte[8_192];
        var frame = await socket.ReceiveAsync(buffer, late.Token);
        return Wire.ReadServer(buffer.AsSpan(0, frame.Count))!;
    }

    private static async Task<CommandApplied> AppliedAsync(TestServer server, string session, DirectionCommand direction)
    {
        using var response = await SendAsync(server, session, direction);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var applied = (await response.Content.ReadFromJsonAsync<ServerMessage>(Wire.Json)).ShouldBeOfType<CommandApplied>();
        applied.Command.ShouldBe(direction.Id);
        return applied;
    }

    private static async Task<(HttpStatusCode Status, string Code)> RejectedAsync(TestServer server, string session, DirectionCommand direction)
    {
        using var response = await SendAsync(server, session, direction);
        return (response.StatusCode, await TestServer.CodeOfAsync(response));
    }

    private static Task<HttpResponseMessage> SendAsync(TestServer server, string session, DirectionCommand direction) =>
        server.Http.PostAsync($"/v1/sessions/{session}/directions", new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes<ClientMessage>(direction, Wire.Json)) { Headers = { ContentType = new("application/json") } });
}
