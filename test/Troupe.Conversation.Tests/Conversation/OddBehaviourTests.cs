using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Speaking;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Engines and clients that do what nobody expects neither end nor block a conversation.</summary>
[Trait("Category", "fast")]
public sealed class OddBehaviourTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;

    public OddBehaviourTests() => _talk = new ScriptedConversation(_time);

    [Fact]
    public void A_voice_that_throws_before_it_begins_leaves_the_answer_in_writing()
    {
        _talk.Synthesizer = new OddVoice(_ => throw new InvalidOperationException("Not loaded."));
        Ask().Reason.ShouldBe(TurnEndReason.Failed);
        _talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe("synthesizer");
        _talk.Page.Messages.OfType<ReplyEnd>().ShouldHaveSingleItem().Text.ShouldBe("I am fine, thank you for asking.");
    }

    [Fact]
    public void A_voice_that_gives_nothing_is_reported_and_leaves_the_answer_in_writing()
    {
        _talk.Synthesizer = new OddVoice(_ => []);
        Ask().Reason.ShouldBe(TurnEndReason.Failed);
        _talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe("synthesizer");
        _talk.Page.Messages.OfType<ReplyEnd>().ShouldHaveSingleItem().Text.ShouldBe("I am fine, thank you for asking.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void An_answer_without_words_ends_its_turn(string answer)
    {
        _talk.Writer = new ScriptedWriter(_time, answer);
        Ask().Reason.ShouldBe(TurnEndReason.Completed);
        _talk.Page.Messages.OfType<ReplyEnd>().ShouldHaveSingleItem().Text.ShouldBe("");
        _talk.Page.Messages.OfType<SpeechStart>().ShouldBeEmpty();
        _talk.Page.Messages.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
    }

    [Fact]
    public void An_answer_that_has_no_sound_ends_as_soon_as_it_is_made()
    {
        _talk.Writer = new ScriptedWriter(_time, "🙂");
        _talk.Synthesizer = new OddVoice(phrase => [new SpeechChunk { Phrase = phrase, Format = new AudioFormat(16_000), Audio = default, IsLast = true }]);
        var ended = Ask();
        (ended.Reason, ended.Heard, ended.At).ShouldBe((TurnEndReason.Completed, "🙂", 200));
        _talk.Page.Messages.OfType<SpeechEnd>().ShouldHaveSingleItem().Duration.ShouldBe(0);
        _talk.Journal.Facts.OfType<SpeechSent>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("word ", 1000)]
    [InlineData("x", 5000)]
    public void A_phrase_of_five_thousand_characters_is_spoken_to_its_end(string piece, int count)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count)).Trim();
        _talk.Writer = new ScriptedWriter(_time, text) { PerWord = TimeSpan.Zero };
        var ended = Ask();
        (ended.Reason, ended.Heard).ShouldBe((TurnEndReason.Completed, text));
        _talk.Page.Messages.OfType<SpeechEnd>().ShouldHaveSingleItem().Duration.ShouldBe(300 * text.Split(' ').Length);
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Two_hundred_messages_at_once_are_all_taken_and_the_last_is_answered()
    {
        _time.Run(async () =>
        {
            var running = _talk.RunAsync();
            for (var message = 1; message <= 200; message++)
            {
                _talk.Page.Write($"Message {message}");
            }

            await _talk.Page.NextAsync<TurnEnded>(ended => ended.Reason == TurnEndReason.Completed);
            _talk.Page.End();
            await running;
        });
        _talk.Page.Messages.OfType<CommandAccepted>().Count().ShouldBe(201);
        _talk.Page.Messages.OfType<TranscriptEnd>().Count(said => said.Written).ShouldBe(200);
        _talk.Page.Messages.OfType<TurnEnded>().Last().Turn.ShouldBe(200u);
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Reports_of_the_playhead_that_cannot_be_true_change_nothing()
    {
        var plain = Ask();
        var talk = new ScriptedConversation(_time);
        var odd = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.Write("How are you?");
            await talk.Page.NextAsync<SpeechStart>();
            await Task.Delay(TimeSpan.FromMilliseconds(1000), _time);
            talk.Page.Send(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = double.NaN });
            talk.Page.Send(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = double.NegativeInfinity });
            talk.Page.Send(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = -5 });
            talk.Page.Send(new PlayheadMoved { Epoch = 1, Utterance = 9, Position = 2000, Ended = true });
            talk.Page.Send(new PlayheadMoved { Epoch = 7, Utterance = 1, Position = 2000, Ended = true });
            talk.Page.Send(new SpeechCleared { Epoch = 7, Position = double.NaN });
            var ended = await talk.Page.NextAsync<TurnEnded>();
            talk.Page.End();
            (await running).ShouldBe(SessionEndReason.ClientEnded);
            return ended;
        });
        (odd.Reason, odd.Heard, odd.At).ShouldBe((plain.Reason, plain.Heard, plain.At));
        talk.Page.Messages.OfType<ErrorRaised>().ShouldBeEmpty();
    }

    private TurnEnded Ask() => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        _talk.Page.Write("How are you?");
        var ended = await _talk.Page.NextAsync<TurnEnded>();
        _talk.Page.End();
        (await running).ShouldBe(SessionEndReason.ClientEnded);
        return ended;
    });

    private sealed class OddVoice(Func<Phrase, IReadOnlyList<SpeechChunk>> speak) : ISpeechSynthesizer
    {
        public EngineDescription Description { get; } = new("odd", "1", "Apache-2.0");

        public Voice Voice { get; } = new("odd", "en", new AudioFormat(16_000));

        public IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken) => speak(phrase).ToAsyncEnumerable();
    }
}
