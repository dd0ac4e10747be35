using System.Net;
using System.Net.WebSockets;
using System.Text;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class LimitsTests
{
    [Fact]
    public async Task Answers_nonsense_and_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        await client.SendTextAsync("not json");
        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("bad_message");
        await client.SendTextAsync("""{"type":"message.send","id":"a","text":""}""");
        var refused = await client.NextAsync<CommandRefused>();
        (refused.Command, refused.Code).ShouldBe(("a", "bad_message"));
        await client.SendTextAsync("""{"type":"message.send","id":"b"}""");
        (await client.NextAsync<CommandRefused>()).Command.ShouldBe("b");
        await client.SendBinaryAsync([2, 0, 0]);
        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("bad_message");
        await client.SendTextAsync("""{"type":"weather.changed","sun":true}""");
        await client.SendAsync(new MessageSend { Id = "c", Text = "Hello" });
        (await conversation.NextAsync<MessageSend>()).Id.ShouldBe("c");
        conversation.HasNothingMore.ShouldBeTrue();
    }

    [Fact]
    public async Task Ends_a_session_that_gets_nothing_but_nonsense()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        for (var count = 0; count < 8; count++)
        {
            await client.SendTextAsync("[]");
        }

        (await client.EndAsync()).ShouldBe((SessionEndReason.ProtocolError, WebSocketCloseStatus.ProtocolError));
        await conversation.Over;
        await server.UntilEmptyAsync();
    }

    [Fact]
    public async Task Takes_a_message_at_the_limit_of_size()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        await client.SendTextAsync(Padded(Protocol.MaxMessageBytes));
        (await conversation.NextAsync<MessageSend>()).Id.ShouldBe("padded");
    }

    [Fact]
    public async Task Ends_a_session_on_a_message_beyond_the_limit_of_size()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        await client.SendTextAsync(Padded(Protocol.MaxMessageBytes + 1));
        (await client.EndAsync()).ShouldBe((SessionEndReason.LimitExceeded, WebSocketCloseStatus.MessageTooBig));
    }

    [Fact]
    public async Task Refuses_commands_that_come_too_fast_and_takes_them_later()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Delivery:MessageBurst=3", "--Troupe:Delivery:MessagesPerSecond=1");
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        for (var count = 0; count < 4; count++)
        {
            await client.SendAsync(new MessageSend { Id = $"m{count}", Text = "Hello" });
        }

        var refused = await client.NextAsync<CommandRefused>();
        (refused.Command, refused.Code, refused.Retryable).ShouldBe(("m3", "rate_limited", true));
        do
        {
            await client.SendAsync(new MessageSend { Id = "m3", Text = "Hello" });
        }
        while (conversation.HasNothingMore);

        for (var count = 0; count < 3; count++)
        {
            (await conversation.NextAsync<MessageSend>()).Id.ShouldBe($"m{count}");
        }
    }

    [Fact]
    public async Task Ends_a_session_that_floods()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Delivery:MaxFramesBeyondRate=50");
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        for (var count = 0; count < 200; count++)
        {
            await client.SendAsync(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = count });
        }

        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("rate_limited");
        (await client.EndAsync()).ShouldBe((SessionEndReason.LimitExceeded, WebSocketCloseStatus.PolicyViolation));
    }

    [Fact]
    public async Task Drops_microphone_packets_faster_than_the_burst_allows()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Delivery:MicrophoneBurst=00:00:01", "--Troupe:Delivery:MicrophoneSpeed=1");
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        await client.SendMicrophoneAsync(0, new short[16_000]);
        await client.SendMicrophoneAsync(16_000, new short[16_000]);
        (await client.NextAsync<ErrorRaised>()).Code.ShouldBe("rate_limited");
        (await conversation.NextAsync()).ShouldBeOfType<MicrophoneInput>().Samples.Length.ShouldBe(16_000);
        conversation.HasNothingMore.ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_sound_in_a_session_without_a_microphone()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = await server.OpenAsync(input: null);
        using var _ = client;
        await client.SendMicrophoneAsync(0, 1, 2);
        (await client.NextAsync<ErrorRaised>()).Message.ShouldBe("The session has no microphone.");
    }

    [Fact]
    public async Task Ends_a_session_whose_client_does_not_read()
    {
        await using var server = await TestServer.StartAsync(
            "--Troupe:Delivery:RetainedBytes=1000000", "--Troupe:Delivery:KeepAliveInterval=00:00:00.1", "--Troupe:Delivery:KeepAliveTimeout=00:05:00",
            "--Troupe:Delivery:Retention=00:06:00", "--Troupe:Delivery:SendPatience=00:05:10");
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        var conversation = await server.Conversations.NextAsync();
        var samples = new short[24_000];
        for (var second = 0; second < 2_000 && !conversation.Over.IsCompleted; second++)
        {
            conversation.Transport.Send(new SpeechPacket(new Epoch(1), 1, second * 24_000, samples, IsLast: false));
        }

        await conversation.Over;
        await server.UntilEmptyAsync();
        using var late = await WireClient.ConnectAsync(started.ResumeUrl);
        late.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Padded(int bytes)
    {
        const string Message = """{"type":"message.send","id":"padded","text":"Hello","more":"%"}""";
        return Message.Replace("%", new string('x', bytes - Encoding.UTF8.GetByteCount(Message) + 1), StringComparison.Ordinal);
    }
}
