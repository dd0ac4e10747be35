using System.Net;
using System.Net.WebSockets;
using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class HandshakeTests
{
    [Fact]
    public async Task Says_what_the_session_is()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync(input: 48_000, output: 24_000);
        using var _ = client;

        started.Seq.ShouldBe(2);
        started.Protocol.ShouldBe(1);
        started.Input.ShouldBe(new AudioFormatOffer(48_000));
        started.Output.ShouldBe(new AudioFormatOffer(24_000));
        started.Presenter.ShouldBe(new PresenterCard("Ada", "AI presenter", "en"));
        started.Rig.Visemes.Count.ShouldBe(15);
        started.Rig.BlendShapes.Count.ShouldBe(52);
        started.Engines.Select(engine => (engine.Part, engine.Ready)).ShouldBe([("voiceActivity", true), ("recognizer", true), ("writer", true), ("synthesizer", true)]);
        started.Limits.ShouldBe(new SessionLimits(300_000, null, 30_000));
        var conversation = await server.Conversations.NextAsync();
        conversation.Settings.Input.ShouldBe(new AudioFormat(48_000));
        conversation.Settings.Output.ShouldBe(new AudioFormat(24_000));
        conversation.Settings.Tracks.ShouldBe([PerformanceTrack.Visemes, PerformanceTrack.Phonemes, PerformanceTrack.Captions], ignoreOrder: true);
    }

    [Fact]
    public async Task Refuses_another_protocol_and_closes()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        await client.SendAsync(new SessionStart { Id = "a", Protocol = 2 });

        var refused = await client.NextAsync<CommandRefused>();
        (refused.Command, refused.Code, refused.Retryable, refused.Seq).ShouldBe(("a", "unsupported_protocol", false, 0L));
        (await client.EndAsync()).ShouldBe((SessionEndReason.ProtocolError, WebSocketCloseStatus.ProtocolError));
    }

    [Theory]
    [InlineData(8_000, "pcm16")]
    [InlineData(44_100, "pcm16")]
    [InlineData(0, "pcm16")]
    [InlineData(-16_000, "pcm16")]
    [InlineData(16_000, "opus")]
    public async Task Refuses_a_wrong_audio_format_and_lets_the_client_offer_another(int rate, string encoding)
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        var wrong = new AudioFormatOffer(rate) { Encoding = encoding };
        await client.SendAsync(new SessionStart { Id = "a", Protocol = 1, Input = wrong });
        (await client.NextAsync<CommandRefused>()).Code.ShouldBe("unsupported_audio_format");
        await client.SendAsync(new SessionStart { Id = "b", Protocol = 1, Output = wrong });
        (await client.NextAsync<CommandRefused>()).Code.ShouldBe("unsupported_audio_format");

        await client.SendAsync(new SessionStart { Id = "c", Protocol = 1, Input = new AudioFormatOffer(16_000) });
        (await client.NextAsync<CommandAccepted>()).Command.ShouldBe("c");
        (await client.NextAsync<SessionStarted>()).Input.ShouldBe(new AudioFormatOffer(16_000));
    }

    [Fact]
    public async Task Goes_on_in_text_when_engines_are_missing()
    {
        await using var server = await TestServer.StartAsync(TestEngines.TextOnly);
        var (client, started) = await server.OpenAsync();
        using var _ = client;

        (started.Input, started.Output).ShouldBe((null, null));
        started.Engines.Single(engine => engine.Part == "synthesizer").ShouldBe(
            new EngineCard("synthesizer", "", Ready: false, "libHTSEngine.so was not found. Run apt-get install libhtsengine1."));
        var errors = new[] { await client.NextAsync<ErrorRaised>(), await client.NextAsync<ErrorRaised>() };
        errors.ShouldAllBe(error => error.Code == "engine_unavailable");
        (await server.Conversations.NextAsync()).Settings.Output.ShouldBeNull();
    }

    [Fact]
    public async Task Wants_the_handshake_first()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        await client.SendAsync(new MessageSend { Id = "a", Text = "Hello" });
        (await client.NextAsync<CommandRefused>()).Code.ShouldBe("out_of_order");
        await client.SendMicrophoneAsync(0, 1, 2, 3);
        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("out_of_order");
        await client.SendTextAsync("{");
        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("bad_message");
        await client.SendAsync(new SessionResume { Id = "b", Protocol = 1, Seq = 0 });
        (await client.NextAsync<CommandRefused>()).Code.ShouldBe("out_of_order");
        await client.SendAsync(new SessionStart { Id = "c", Protocol = 1 });
        (await client.NextAsync<CommandAccepted>()).Command.ShouldBe("c");
    }

    [Fact]
    public async Task Does_not_wait_for_the_handshake_for_ever()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Sessions:HandshakeTimeout=00:00:00.2");
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        (await client.EndAsync()).ShouldBe((SessionEndReason.ProtocolError, WebSocketCloseStatus.ProtocolError));
    }

    [Fact]
    public async Task Echoes_the_sub_protocol_that_it_speaks()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url, options =>
        {
            options.AddSubProtocol("chat.v9");
            options.AddSubProtocol("troupe.v1");
        });
        client.Socket.SubProtocol.ShouldBe("troupe.v1");
        using var other = await WireClient.ConnectAsync((await server.CreateAsync()).Url, options => options.AddSubProtocol("chat.v9"));
        other.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Opens_once_by_a_ticket()
    {
        await using var server = await TestServer.StartAsync();
        var created = await server.CreateAsync();
        using var first = await WireClient.ConnectAsync(created.Url);
        using var second = await WireClient.ConnectAsync(created.Url);
        first.Socket.State.ShouldBe(WebSocketState.Open);
        second.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var guess = await WireClient.ConnectAsync((await server.CreateAsync()).Url[..^1] + "x");
        guess.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound, "as for a session that does not exist");
        using var unknown = await WireClient.ConnectAsync($"ws://127.0.0.1:{server.Address.Port}/v1/sessions/unknown?ticket=x");
        unknown.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Leaves_out_tracks_that_the_client_did_not_ask_for()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await WireClient.ConnectAsync((await server.CreateAsync()).Url);
        await client.SendAsync(new SessionStart { Id = "a", Protocol = 1, Output = new AudioFormatOffer(16_000), Tracks = [PerformanceTrack.Captions] });
        await client.UntilAsync<SessionStarted>();
        var conversation = await server.Conversations.NextAsync();
        conversation.Transport.Send(new SpeechDelta { Epoch = 1, Utterance = 1, Visemes = [new VisemeSpan(1, 0, 10, 1)] });
        conversation.Transport.Send(new SpeechDelta
        {
            Epoch = 1,
            Utterance = 1,
            Phonemes = [new PhonemeSpan("a", 0, 10)],
            Captions = [new Caption("A.", 0, 10, [])],
            Cues = [new PerformanceCue("gesture", "nod", 0, 10, 1)],
        });

        var delta = await client.NextAsync<SpeechDelta>();
        (delta.Visemes, delta.Phonemes).ShouldBe((null, null));
        delta.Captions!.Single().Text.ShouldBe("A.");
        delta.Cues!.Single().Name.ShouldBe("nod");
        delta.Seq.ShouldBe(3);
    }
}
