using Microsoft.Extensions.AI;
using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>The presenter is stopped in the middle.</summary>
[Trait("Category", "fast")]
public sealed class InterruptionTests
{
    private const string Story = "Once upon a time, there was a queen who lived alone. She had a garden. She had a cat. She had no friends at all.";
    private static readonly AudioFormat Format = new(16_000);
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;
    private readonly ScriptedWriter _writer;
    private readonly ScriptedSynthesizer _voice;

    public InterruptionTests()
    {
        _writer = new ScriptedWriter(_time, Story, "Of course.");
        _voice = new ScriptedSynthesizer(_time);
        _talk = new ScriptedConversation(_time) { Writer = _writer, Synthesizer = _voice, Recognizer = new ScriptedRecognizer(_time, "stop please") };
    }

    [Fact]
    public void Sends_nothing_of_the_answer_any_more()
    {
        var ended = Tell(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2000), _time);
            _talk.Page.Interrupt();
            return await _talk.Page.NextAsync<TurnEnded>();
        });

        var facts = _talk.Journal.Facts.ToList();
        var stopped = facts.FindIndex(fact => fact is MessageSent { Message: TurnInterrupted });
        facts[stopped].At.Milliseconds.ShouldBe(2000);
        facts.Skip(stopped).OfType<SpeechSent>().ShouldBeEmpty();
        facts.Skip(stopped).OfType<MessageSent>().Where(fact => fact.Message is SpeechDelta or SpeechEnd or ReplyDelta or ReplyEnd).ShouldBeEmpty();
        ended.Reason.ShouldBe(TurnEndReason.Interrupted);
        ended.Latency.Interrupted.ShouldBeTrue();
        ended.At.ShouldBe(2020);
        _voice.Phrases.ShouldBeLessThanOrEqualTo(4);
        JournalAssert.IsSound(facts);
    }

    [Fact]
    public void Remembers_only_what_was_heard()
    {
        Tell(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2000), _time);
            _talk.Page.Interrupt();
            var ended = await _talk.Page.NextAsync<TurnEnded>();
            ended.Heard.ShouldBe("Once upon a time, there");
            _talk.Page.Write("Go on.");
            return await _talk.Page.NextAsync<TurnEnded>();
        });

        // The client stopped 20 ms after the message, 1560 ms after the first sound: five words of 300 ms.
        _writer.Asked[1].Select(message => $"{message.Role}: {message.Text}").Skip(1)
            .ShouldBe(["user: Tell me a story.", "assistant: Once upon a time, there", "user: Go on."]);
    }

    [Fact]
    public void Estimates_what_was_heard_when_the_client_does_not_say()
    {
        _talk.ReportsPlayhead = false;
        var ended = Tell(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2000), _time);
            _talk.Page.Interrupt();
            return await _talk.Page.NextAsync<TurnEnded>();
        });
        ended.At.ShouldBe(2250);
        ended.Heard.ShouldBe("Once upon a time, there");
    }

    [Fact]
    public void Hears_a_voice_of_a_quarter_second()
    {
        var ended = Tell(async () =>
        {
            _talk.Page.OpenMicrophone();
            await SpeakAsync(silence: 1984, voice: 600);
            return await _talk.Page.FirstAsync<TurnEnded>();
        });

        // The voice begins at 1984 ms; the window that makes it 256 ms long is complete at 2240 ms.
        var interrupted = _talk.Page.Messages.OfType<TurnInterrupted>().ShouldHaveSingleItem();
        interrupted.At.ShouldBe(2240);
        ended.Reason.ShouldBe(TurnEndReason.Interrupted);
    }

    [Fact]
    public void Goes_on_after_a_short_noise()
    {
        _talk.Recognizer = new ScriptedRecognizer(_time, "");
        var ended = Tell(async () =>
        {
            _talk.Page.OpenMicrophone();
            await SpeakAsync(silence: 1984, voice: 160);
            return await _talk.Page.FirstAsync<TurnEnded>();
        });
        _talk.Page.Messages.OfType<VoiceStarted>().Count().ShouldBe(1);
        _talk.Page.Messages.OfType<TurnInterrupted>().ShouldBeEmpty();
        ended.Reason.ShouldBe(TurnEndReason.Completed);
    }

    [Fact]
    public void Answers_what_interrupted_it()
    {
        Tell(async () =>
        {
            _talk.Page.OpenMicrophone();
            await SpeakAsync(silence: 1984, voice: 640);
            return await _talk.Page.FirstAsync<TurnEnded>(ended => ended.Turn == 2);
        });
        _writer.Asked[1][^1].Text.ShouldBe("stop please");
        _talk.Page.Messages.OfType<TurnStarted>().Select(started => started.Epoch).ShouldBe([1u, 2u]);
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Answers_a_written_message_at_once()
    {
        var ended = Tell(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2000), _time);
            _talk.Page.Write("Wait, who?");
            return await _talk.Page.FirstAsync<TurnEnded>(ended => ended.Turn == 2);
        });

        // 20 ms until the client is silent; then 200 ms to the first of two words, 30 ms to the second, 90 ms for the voice.
        ended.Latency.EndOfTurnDelay.ShouldBe(20);
        ended.Latency.Total.ShouldBe(20 + 200 + 30 + 90);
    }

    [Fact]
    public void Stops_an_answer_that_is_not_heard_yet()
    {
        var ended = Tell(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
            _talk.Page.Interrupt();
            return await _talk.Page.NextAsync<TurnEnded>();
        });
        ended.At.ShouldBe(100);
        ended.Heard.ShouldBe("");
        _talk.Journal.Facts.OfType<SpeechSent>().ShouldBeEmpty();
    }

    private async Task SpeakAsync(int silence, int voice) => await _talk.Page.SayAsync(
        (short[])
        [
            .. ScriptedSound.Silence(Format, TimeSpan.FromMilliseconds(silence)),
            .. ScriptedSound.Voice(Format, TimeSpan.FromMilliseconds(voice)),
            .. ScriptedSound.Silence(Format, TimeSpan.FromSeconds(2)),
        ]);

    private TurnEnded Tell(Func<Task<TurnEnded>> listen) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        _talk.Page.Write("Tell me a story.");
        var ended = await listen();
        _talk.Page.End();
        await running;
        return ended;
    });
}
