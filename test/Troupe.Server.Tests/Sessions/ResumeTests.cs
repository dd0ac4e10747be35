using System.Net;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class ResumeTests
{
    private const int PacketSamples = 480;

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(60)]
    [InlineData(119)]
    public async Task Gives_exactly_what_was_missed_in_the_middle_of_an_utterance(int receivedBeforeTheCut)
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        var spoken = Speak(conversation, packets: 60);

        var received = new List<Received>();
        for (var count = 0; count < receivedBeforeTheCut; count++)
        {
            received.Add(await client.NextAsync());
        }

        client.Cut();
        spoken = [.. spoken, .. Speak(conversation, packets: 60, from: 60)];
        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, received[^1].Seq, epoch: 1);
        var accepted = await resumed.NextAsync<CommandAccepted>();
        (accepted.Command, accepted.Seq).ShouldBe(("resume", 0L));
        var answer = await resumed.NextAsync<SessionResumed>();
        (answer.From, answer.InputOffset, answer.Seq).ShouldBe((received[^1].Seq + 1, 0L, 0L));
        while (received.Count < 240)
        {
            received.Add(await resumed.NextAsync());
        }

        received.Select(item => item.Seq).ShouldBe(Enumerable.Range(3, 240).Select(seq => (long)seq));
        received.OfType<Received.Speech>().SelectMany(speech => speech.Samples).ShouldBe(spoken);
        received.OfType<Received.Message>().Select(message => ((SpeechDelta)message.Content).Phonemes!.Single().Start)
            .ShouldBe(Enumerable.Range(0, 120).Select(index => index * 20.0));
    }

    [Fact]
    public async Task Survives_being_cut_again_and_again()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        var spoken = new List<short>();
        var received = new List<Received>();
        var random = new Random(20);
        for (var round = 0; round < 20; round++)
        {
            spoken.AddRange(Speak(conversation, packets: 5, from: round * 5));
            for (var count = random.Next(10); count > 0 && received.Count < (round + 1) * 10; count--)
            {
                received.Add(await client.NextAsync());
            }

            client.Cut();
            client = await WireClient.ResumeAsync(started.ResumeUrl, received.Count == 0 ? 2 : received[^1].Seq, epoch: 1);
            await client.UntilAsync<SessionResumed>();
        }

        while (received.Count < 200)
        {
            received.Add(await client.NextAsync());
        }

        received.Select(item => item.Seq).ShouldBe(Enumerable.Range(3, 200).Select(seq => (long)seq));
        received.OfType<Received.Speech>().SelectMany(speech => speech.Samples).ShouldBe(spoken);
        client.Dispose();
    }

    [Fact]
    public async Task Leaves_out_speech_of_epochs_that_are_over()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        client.Cut();
        Speak(conversation, packets: 10, epoch: 1);
        conversation.Transport.Send(new TurnInterrupted { Epoch = 1 });
        Speak(conversation, packets: 1, from: 10, epoch: 1);
        var second = Speak(conversation, packets: 2, epoch: 2);
        conversation.Transport.Send(new VoiceStopped());

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq, epoch: 1);
        await resumed.UntilAsync<SessionResumed>();
        (await resumed.NextAsync<TurnInterrupted>()).Epoch.ShouldBe(1u);
        var samples = new List<short>();
        Received next;
        while ((next = await resumed.NextAsync()) is not Received.Message { Content: VoiceStopped })
        {
            samples.AddRange((next as Received.Speech)?.Samples ?? []);
        }

        samples.ShouldBe(second);
    }

    [Fact]
    public async Task Leaves_out_speech_older_than_the_epoch_that_the_client_has_seen()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        client.Cut();
        Speak(conversation, packets: 3, epoch: 1);
        var second = Speak(conversation, packets: 1, epoch: 2);

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq, epoch: 2);
        await resumed.UntilAsync<SessionResumed>();
        (await resumed.NextAsync<SpeechDelta>()).Epoch.ShouldBe(2u);
        (await resumed.NextAsync()).ShouldBeOfType<Received.Speech>().Samples.ShouldBe(second);
    }

    [Fact]
    public async Task Hears_each_microphone_sample_once()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        await client.SendMicrophoneAsync(0, 1, 2, 3);
        (await conversation.NextAsync()).ShouldBeOfType<MicrophoneInput>().Samples.ToArray().ShouldBe([1, 2, 3]);
        client.Cut();

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq);
        (await resumed.UntilAsync<SessionResumed>()).InputOffset.ShouldBe(3);
        await resumed.SendMicrophoneAsync(0, 1, 2, 3);
        await resumed.SendMicrophoneAsync(2, 3, 4, 5);
        (await conversation.NextAsync()).ShouldBeOfType<MicrophoneInput>().Samples.ToArray().ShouldBe([4, 5]);
    }

    [Fact]
    public async Task Carries_a_command_out_once_and_answers_it_again()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        await client.SendAsync(new MessageSend { Id = "m1", Text = "Hello" });
        (await conversation.NextAsync<MessageSend>()).Text.ShouldBe("Hello");
        conversation.Transport.Send(new CommandAccepted { Command = "m1" });
        client.Cut();

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq);
        await resumed.UntilAsync<SessionResumed>();
        (await resumed.NextAsync<CommandAccepted>()).Command.ShouldBe("m1");
        await resumed.SendAsync(new MessageSend { Id = "m1", Text = "Hello" });
        (await resumed.NextAsync<CommandAccepted>()).Command.ShouldBe("m1");
        await resumed.SendAsync(new MessageSend { Id = "m2", Text = "Bye" });
        (await conversation.NextAsync<MessageSend>()).Text.ShouldBe("Bye");
    }

    [Fact]
    public async Task Says_so_when_what_was_missed_is_no_longer_kept()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Delivery:RetainedBytes=20000");
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        await client.LeaveAsync();
        Speak(conversation, packets: 40);

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq);
        (await resumed.NextAsync<CommandRefused>()).Code.ShouldBe("resume_gap");
        (await resumed.NextAsync()).ShouldBeOfType<Received.Closed>();
    }

    [Fact]
    public async Task Refuses_a_position_that_was_never_sent()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, seq: 99);
        (await resumed.NextAsync<CommandRefused>()).Code.ShouldBe("bad_message");
        await resumed.SendAsync(new SessionResume { Id = "again", Protocol = 1, Seq = started.Seq });
        (await resumed.NextAsync<CommandAccepted>()).Command.ShouldBe("again");
    }

    [Fact]
    public async Task Replaces_the_socket_before_it()
    {
        await using var server = await TestServer.StartAsync();
        var (first, started) = await server.OpenAsync();
        using var _ = first;
        var conversation = await server.Conversations.NextAsync();
        using var second = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq);
        await second.UntilAsync<SessionResumed>();

        (await first.EndAsync()).Reason.ShouldBe(SessionEndReason.Replaced);
        conversation.Transport.Send(new VoiceStarted());
        await second.NextAsync<VoiceStarted>();
        await second.SendAsync(new SessionEnd { Id = "end" });
        await conversation.NextAsync<SessionEnd>();
    }

    [Fact]
    public async Task Gives_up_after_the_window()
    {
        await using var server = await TestServer.StartAsync("--Troupe:Sessions:ResumeWindow=00:00:00.2");
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        client.Cut();

        await conversation.Over;
        await server.UntilEmptyAsync();
        using var late = await WireClient.ConnectAsync(started.ResumeUrl);
        late.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tells_a_client_that_comes_back_how_the_session_ended()
    {
        await using var server = await TestServer.StartAsync();
        var (client, started) = await server.OpenAsync();
        var conversation = await server.Conversations.NextAsync();
        client.Cut();
        conversation.Transport.Send(new VoiceStarted());
        conversation.Finish(SessionEndReason.Idle);

        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, started.Seq);
        await resumed.UntilAsync<SessionResumed>();
        await resumed.NextAsync<VoiceStarted>();
        (await resumed.EndAsync()).Reason.ShouldBe(SessionEndReason.Idle);
        await server.UntilEmptyAsync();
    }

    private static short[] Speak(ScriptedConversation conversation, int packets, int from = 0, uint epoch = 1)
    {
        var random = new Random(HashCode.Combine(from, epoch));
        var all = new List<short>();
        for (var index = from; index < from + packets; index++)
        {
            var samples = new short[PacketSamples];
            for (var sample = 0; sample < samples.Length; sample++)
            {
                samples[sample] = (short)random.Next(short.MinValue, short.MaxValue);
            }

            conversation.Transport.Send(new SpeechDelta { Epoch = epoch, Utterance = epoch, Phonemes = [new PhonemeSpan("a", index * 20, 20)] });
            conversation.Transport.Send(new SpeechPacket(new Epoch(epoch), epoch, index * PacketSamples, samples, IsLast: false));
            all.AddRange(samples);
        }

        return [.. all];
    }
}
