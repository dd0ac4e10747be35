using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Somebody speaks and is answered aloud.</summary>
[Trait("Category", "fast")]
public sealed class SpokenTurnTests
{
    private static readonly AudioFormat Format = new(16_000);
    private readonly VirtualTime _time = new();

    [Fact]
    public void Is_answered_in_exactly_the_time_that_its_parts_take()
    {
        var talk = Talk();
        var ended = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            await talk.Page.SayAsync(Question());
            var turn = await talk.Page.FirstAsync<TurnEnded>();
            talk.Page.End();
            await running;
            return turn;
        });

        // The voice lasts from 512 to 1472 ms: whole windows of 32 ms. The packet that completes the third silent one comes after 108 ms: it begins
        // the answer, and the final words, which take 80 ms. After 162 ms the person counts as done. From the 108 ms on the answer takes as long as its parts.
        ended.Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(161, 162);
        (ended.Latency.EndOfTurnDelay + ended.Latency.TranscriptionDelay).ShouldBe(188);
        (ended.Latency with { EndOfTurnDelay = 0, TranscriptionDelay = 0 }).ShouldBe(new TurnLatency
        {
            EndOfTurnDelay = 0,
            TranscriptionDelay = 0,
            FirstToken = 120,
            FirstPhrase = 90,
            TtsFirstByte = 90,
            FirstAudio = 0,
            FirstViseme = 488,
            PlaybackLatency = 80,
            Total = 488,
            Speculated = true,
        });
        ended.Reason.ShouldBe(TurnEndReason.Completed);
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void Shows_what_is_understood_while_it_is_said()
    {
        var talk = Talk();
        Converse(talk);
        talk.Page.Messages.OfType<TranscriptDelta>().Select(delta => delta.Text).ShouldBe(["how", "how are", "how are you"]);
        talk.Page.Messages.OfType<TranscriptDelta>().ShouldAllBe(delta => delta.Turn == 1);
        var final = talk.Page.Messages.OfType<TranscriptEnd>().ShouldHaveSingleItem();
        final.Text.ShouldBe("how are you");
        final.Written.ShouldBeFalse();
        talk.Page.Messages.OfType<StateChanged>().Select(changed => changed.State).ShouldBe(
        [
            ConversationState.Listening, ConversationState.Endpointing, ConversationState.Thinking,
            ConversationState.Speaking, ConversationState.Listening,
        ]);
    }

    [Fact]
    public void Is_heard_as_fast_when_it_was_kept_while_connecting()
    {
        var talk = Talk();
        var (asked, answered) = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();

            // 1.5 s of sound come at once, as from a microphone that was open before the socket; silence follows at its pace.
            talk.Page.Send(ScriptedSound.Voice(Format, TimeSpan.FromMilliseconds(1500)));
            await talk.Page.SayAsync(ScriptedSound.Silence(Format, TimeSpan.FromSeconds(1)));
            var final = await talk.Page.FirstAsync<TranscriptEnd>();
            var ended = await talk.Page.FirstAsync<TurnEnded>();
            talk.Page.End();
            await running;
            return (final, ended);
        });

        asked.At.ShouldBeLessThan(400);
        answered.Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeLessThan(300);
    }

    [Fact]
    public void Waits_longer_for_a_sentence_that_goes_on()
    {
        var talk = Talk();
        talk.Recognizer = new ScriptedRecognizer(_time, "I want the");
        Converse(talk).Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(996, 997);
    }

    [Fact]
    public void Is_complete_when_the_microphone_is_closed()
    {
        var talk = Talk();
        var turn = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            await talk.Page.SayAsync(ScriptedSound.Voice(Format, TimeSpan.FromSeconds(1)));
            talk.Page.CloseMicrophone();
            var ended = await talk.Page.NextAsync<TurnEnded>();
            talk.Page.End();
            await running;
            return ended;
        });
        turn.Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeLessThan(64);
        turn.Reason.ShouldBe(TurnEndReason.Completed);
    }

    [Fact]
    public void Is_forgotten_when_nothing_was_understood()
    {
        var talk = Talk();
        talk.Recognizer = new ScriptedRecognizer(_time);
        _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            await talk.Page.SayAsync(Question());
            await Task.Delay(TimeSpan.FromSeconds(2), _time);
            talk.Page.End();
            await running;
        });
        talk.Page.Messages.OfType<TurnStarted>().ShouldBeEmpty();
        talk.Page.Messages.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
    }

    [Fact]
    public void Is_not_heard_while_the_microphone_is_closed()
    {
        var talk = Talk();
        _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.Microphone.Open();
            await talk.Page.SayAsync(Question());
            talk.Page.End();
            await running;
        });
        talk.Page.Messages.OfType<VoiceStarted>().ShouldBeEmpty();
    }

    private TurnEnded Converse(ScriptedConversation talk) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.OpenMicrophone();
        await talk.Page.SayAsync(Question());
        var ended = await talk.Page.FirstAsync<TurnEnded>();
        talk.Page.End();
        await running;
        return ended;
    });

    private ScriptedConversation Talk() => new(_time)
    {
        Writer = new ScriptedWriter(_time, "I am fine, thank you for asking."),
        Recognizer = new ScriptedRecognizer(_time, "how are you"),
    };

    private static short[] Question() =>
    [
        .. ScriptedSound.Silence(Format, TimeSpan.FromMilliseconds(512)),
        .. ScriptedSound.Voice(Format, TimeSpan.FromMilliseconds(960)),
        .. ScriptedSound.Silence(Format, TimeSpan.FromSeconds(2)),
    ];
}
