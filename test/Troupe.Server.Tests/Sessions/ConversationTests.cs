using Troupe.Contracts;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class ConversationTests
{
    [Fact]
    public async Task Answers_in_writing()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.TextOnly);
        var (client, _) = await server.OpenAsync(input: null, output: null);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });

        (await client.UntilAsync<CommandAccepted>()).Command.ShouldBe("m1");
        (await client.UntilAsync<TranscriptEnd>()).ShouldSatisfyAllConditions(end => end.Text.ShouldBe("How is the sky?"), end => end.Written.ShouldBeTrue());
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe(TestEngines.Answer);
        var ended = await client.UntilAsync<TurnEnded>();
        (ended.Turn, ended.Reason).ShouldBe((1u, TurnEndReason.Completed));
        await client.SendAsync(new SessionEnd { Id = "end" });
        (await client.UntilAsync<CommandAccepted>()).Command.ShouldBe("end");
        (await client.EndAsync()).Reason.ShouldBe(SessionEndReason.ClientEnded);
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(24_000)]
    [InlineData(48_000)]
    public async Task Hears_a_question_and_speaks_the_answer(int rate)
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, _) = await server.OpenAsync(input: rate, output: rate);
        using var _ = client;
        await client.SendAsync(new MicrophoneOpen { Id = "open" });
        var opened = await client.UntilAsync<CommandAccepted>();
        opened.Command.ShouldBe("open");
        await SpeakAsync(client, rate, voice: TimeSpan.FromMilliseconds(1_200), silence: TimeSpan.FromSeconds(4));

        var received = await TurnAsync(client, opened.Seq);
        Messages<TranscriptEnd>(received).Single().Text.ShouldBe(TestEngines.Question);
        Messages<ReplyEnd>(received).Single().Text.ShouldBe(TestEngines.Answer);
        Messages<TurnEnded>(received).Single().Reason.ShouldBe(TurnEndReason.Completed);
        CheckSpeech(received, rate);
    }

    [Fact]
    public async Task Speaks_on_while_the_socket_is_lost_and_nothing_is_lost_or_doubled()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync(input: null, output: 24_000);
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        var received = new List<Received>();
        while (received.OfType<Received.Speech>().Count() < 10)
        {
            received.Add(await client.NextAsync());
        }

        client.Cut();
        using var resumed = await WireClient.ResumeAsync(started.ResumeUrl, received[^1].Seq, epoch: 1);
        await resumed.UntilAsync<SessionResumed>();
        received.AddRange(await TurnAsync(resumed, received[^1].Seq));

        received.Select(item => item.Seq).ShouldBe(Enumerable.Range((int)started.Seq + 1, received.Count).Select(seq => (long)seq));
        CheckSpeech(received, 24_000);
    }

    private static async Task<List<Received>> TurnAsync(WireClient client, long after)
    {
        var received = new List<Received>();
        do
        {
            received.Add(await client.NextAsync());
            received[^1].ShouldNotBeOfType<Received.Closed>();
            received[^1].Seq.ShouldBe(++after);
            if (received[^1] is Received.Message { Content: SpeechEnd end })
            {
                await client.SendAsync(new PlayheadMoved { Epoch = end.Epoch, Utterance = end.Utterance, Position = end.Duration, Ended = true });
            }
        }
        while (received[^1] is not Received.Message { Content: TurnEnded });
        return received;
    }

    private static void CheckSpeech(IReadOnlyList<Received> received, int rate)
    {
        var packets = received.OfType<Received.Speech>().ToArray();
        var offset = 0u;
        foreach (var packet in packets)
        {
            packet.Header.Offset.ShouldBe(offset);
            packet.Header.Last.ShouldBe(packet == packets[^1]);
            packet.Samples.Length.ShouldBeLessThanOrEqualTo(rate / 50);
            offset += (uint)packet.Samples.Length;
        }

        Messages<ErrorRaised>(received).ShouldBeEmpty();
        var end = Messages<SpeechEnd>(received).Single();
        (offset * 1_000.0 / rate).ShouldBe(end.Duration, tolerance: 0.1);
        var words = Messages<SpeechDelta>(received).SelectMany(delta => delta.Captions ?? []).SelectMany(caption => caption.Words).Select(word => word.Text);
        string.Join(' ', words).ShouldBe(TestEngines.Answer);
        Messages<SpeechDelta>(received).SelectMany(delta => delta.Visemes ?? []).ShouldNotBeEmpty();
        Messages<SpeechDelta>(received).ShouldAllBe(delta => delta.BlendShapes == null);
    }

    private static IEnumerable<T> Messages<T>(IEnumerable<Received> received) where T : ServerMessage =>
        received.OfType<Received.Message>().Select(message => message.Content).OfType<T>();

    private static async Task SpeakAsync(WireClient client, int rate, TimeSpan voice, TimeSpan silence)
    {
        var packet = rate / 50;
        var voiced = (int)(voice.TotalMilliseconds / 20);
        for (var index = 0; index < voiced + (int)(silence.TotalMilliseconds / 20); index++)
        {
            var samples = new short[packet];
            for (var sample = 0; index < voiced && sample < packet; sample++)
            {
                samples[sample] = (short)(8_000 * Math.Sin(2 * Math.PI * 220 * ((index * packet) + sample) / rate));
            }

            await client.SendMicrophoneAsync((uint)(index * packet), samples);
        }
    }
}
