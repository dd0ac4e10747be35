using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>A written message is answered aloud.</summary>
[Trait("Category", "fast")]
public sealed class WrittenTurnTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Sounds_as_soon_as_the_first_phrase_is_written_and_spoken()
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "I am fine, thank you for asking.") { FirstToken = Milliseconds(200), PerWord = Milliseconds(30) },
            Synthesizer = new ScriptedSynthesizer(_time) { FirstByte = Milliseconds(90) },
        };
        var ended = Converse(talk);

        // 200 ms to the first word; "fine," and the word that shows that it goes on are 90 ms later; the voice takes 90 ms.
        talk.Journal.Facts.OfType<SpeechSent>().First().At.Milliseconds.ShouldBe(380);
        ended.Reason.ShouldBe(TurnEndReason.Completed);
        ended.Heard.ShouldBe("I am fine, thank you for asking.");
        ended.Latency.ShouldBe(new TurnLatency
        {
            FirstToken = 200,
            FirstPhrase = 90,
            TtsFirstByte = 90,
            FirstAudio = 0,
            FirstViseme = 380,
            PlaybackLatency = 80,
            Total = 380,
        });
    }

    [Fact]
    public void Ends_when_the_client_has_heard_the_last_sample()
    {
        var talk = new ScriptedConversation(_time);
        var ended = Converse(talk);

        // First packet at 380 ms, 80 ms of buffer at the client, seven words of 300 ms.
        ended.At.ShouldBe(380 + 80 + 2100);
    }

    [Fact]
    public void Sends_each_phrase_before_its_audio_and_all_audio_on_one_time_line()
    {
        var talk = new ScriptedConversation(_time);
        Converse(talk);

        var facts = talk.Journal.Facts.ToList();
        var second = facts.FindIndex(fact => fact is MessageSent { Message: SpeechDelta { Captions: [{ Text: "thank you for asking." }] } });
        facts.FindIndex(fact => fact is SpeechSent { Offset: 14_400 }).ShouldBeGreaterThan(second);
        var caption = ((SpeechDelta)((MessageSent)facts[second]).Message).Captions!.ShouldHaveSingleItem();
        caption.Start.ShouldBe(900);
        caption.Duration.ShouldBe(1200);
        caption.Words.Select(word => word.Start).ShouldBe([900, 1200, 1500, 1800]);
        talk.Page.Loudspeaker.Played.Sum(sound => sound.Samples.Length).ShouldBe(33_600);
        talk.Page.Messages.OfType<SpeechEnd>().ShouldHaveSingleItem().Duration.ShouldBe(2100);
        JournalAssert.IsSound(facts);
    }

    [Fact]
    public void Sends_audio_no_further_ahead_than_the_lead()
    {
        var talk = new ScriptedConversation(_time);
        Converse(talk);
        foreach (var packet in talk.Journal.Facts.OfType<SpeechSent>())
        {
            var ahead = 380 + (packet.Offset / 16.0) - packet.At.Milliseconds;
            ahead.ShouldBeInRange(0, 200);
        }
    }

    [Fact]
    public void Ends_by_itself_when_the_client_never_says_what_it_heard()
    {
        var talk = new ScriptedConversation(_time) { ReportsPlayhead = false };
        var ended = Converse(talk);
        ended.At.ShouldBe(380 + 2100 + 1000);
        ended.Reason.ShouldBe(TurnEndReason.Completed);
        ended.Latency.PlaybackLatency.ShouldBeNull();
    }

    [Fact]
    public void Says_what_state_it_is_in()
    {
        var talk = new ScriptedConversation(_time);
        Converse(talk);
        talk.Page.Messages.OfType<StateChanged>().Select(changed => changed.State).ShouldBe(
            [ConversationState.Listening, ConversationState.Thinking, ConversationState.Speaking, ConversationState.Listening]);
    }

    private TurnEnded Converse(ScriptedConversation talk) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.Write("How are you?");
        var ended = await talk.Page.NextAsync<TurnEnded>();
        talk.Page.End();
        (await running).ShouldBe(SessionEndReason.ClientEnded);
        return ended;
    });

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
