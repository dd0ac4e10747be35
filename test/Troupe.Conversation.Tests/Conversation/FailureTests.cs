using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Engines fail, and the session goes on.</summary>
[Trait("Category", "fast")]
public sealed class FailureTests
{
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(true, "engine_failed")]
    [InlineData(false, "engine_unavailable")]
    public void A_writer_that_fails_before_the_first_word_gives_an_error_and_no_words(bool transient, string code)
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "Hello there.") { Failure = new EngineException("The model is away.", transient) },
        };
        var (first, second) = AskTwice(talk);

        first.Reason.ShouldBe(TurnEndReason.Failed);
        first.At.ShouldBe(200);
        first.Heard.ShouldBe("");
        var error = talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.Message.ShouldNotContain("model");
        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().ShouldBe(new EngineFailed(new(TimeSpan.FromMilliseconds(200)), "writer", "The model is away."));
        second.Reason.ShouldBe(TurnEndReason.Completed);
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void A_writer_that_fails_in_the_middle_is_heard_to_where_it_came()
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "One two three, four five six. Seven eight nine.") { Failure = new HttpRequestException("gone"), FailAtWord = 7 },
        };
        var (first, _) = AskTwice(talk);
        first.Reason.ShouldBe(TurnEndReason.Failed);
        first.Heard.ShouldBe("One two three, four five six.");
        talk.Page.Messages.OfType<SpeechEnd>().First().Duration.ShouldBe(1800);
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void A_voice_that_fails_leaves_the_answer_in_writing()
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "One two three, four five six. Seven eight nine."),
            Synthesizer = new ScriptedSynthesizer(_time) { Failure = new EngineException("No breath.", transient: true) },
        };
        var (first, second) = AskTwice(talk);
        first.Reason.ShouldBe(TurnEndReason.Failed);
        talk.Page.Messages.OfType<ReplyEnd>().First().Text.ShouldBe("One two three, four five six. Seven eight nine.");
        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe("synthesizer");
        second.Heard.ShouldBe("One two three, four five six. Seven eight nine.");
    }

    [Fact]
    public void A_voice_that_fails_at_a_later_phrase_is_heard_to_where_it_came()
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "One two three, four five six. Seven eight nine."),
            Synthesizer = new ScriptedSynthesizer(_time) { Failure = new EngineException("No breath.", transient: true), FailAtPhrase = 1 },
        };
        var (first, _) = AskTwice(talk);
        first.Reason.ShouldBe(TurnEndReason.Failed);
        first.Heard.ShouldBe("One two three,");
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void A_writer_that_gets_stuck_is_given_up()
    {
        var talk = new ScriptedConversation(_time) { Writer = new ScriptedWriter(_time, "Never said.") { FirstToken = TimeSpan.FromHours(1) } };
        var ended = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.Write("Hello");
            var turn = await talk.Page.NextAsync<TurnEnded>();
            talk.Page.End();
            await running;
            return turn;
        });
        (ended.Reason, ended.At).ShouldBe((TurnEndReason.Failed, 30_000));
        talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().Code.ShouldBe("engine_failed");
    }

    [Fact]
    public void A_screen_that_fails_lets_nothing_pass()
    {
        var talk = new ScriptedConversation(_time) { Screen = new FailingScreen() };
        var (first, _) = AskTwice(talk);
        first.Reason.ShouldBe(TurnEndReason.Failed);
        talk.Journal.Facts.OfType<SpeechSent>().ShouldBeEmpty();
        talk.Page.Messages.OfType<ReplyDelta>().ShouldBeEmpty();
    }

    [Fact]
    public void A_recogniser_that_fails_is_reported_and_the_person_may_try_again()
    {
        var recognizer = new ScriptedRecognizer(_time, "how are you", "how are you") { FinishFailure = new EngineException("Deaf.", transient: true) };
        var talk = new ScriptedConversation(_time) { Recognizer = recognizer };
        talk.Options.Hearing.MaxGuesses = 0;
        _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            await AskAloudAsync(talk);
            talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem().Code.ShouldBe("engine_failed");
            talk.Page.Messages.OfType<TurnStarted>().ShouldBeEmpty();
            await AskAloudAsync(talk);
            talk.Page.Messages.OfType<TurnStarted>().ShouldHaveSingleItem();
            talk.Page.End();
            await running;
        });
    }

    [Fact]
    public void A_missing_voice_is_said_at_the_start_and_answers_come_in_writing()
    {
        var talk = new ScriptedConversation(_time) { Synthesizer = null };
        talk.Options.Greeting = "Hello.";
        var (first, _) = AskTwice(talk);
        first.Reason.ShouldBe(TurnEndReason.Completed);
        first.Heard.ShouldBe("I am fine, thank you for asking.");
        var error = talk.Page.Messages.OfType<ErrorRaised>().ShouldHaveSingleItem();
        error.Code.ShouldBe("engine_unavailable");
        error.At.ShouldBe(0);
        talk.Page.Messages.OfType<SpeechStart>().ShouldBeEmpty();
    }

    private (TurnEnded First, TurnEnded Second) AskTwice(ScriptedConversation talk) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.Write("Hello");
        var first = await talk.Page.NextAsync<TurnEnded>();
        talk.Page.Write("Hello again");
        var second = await talk.Page.NextAsync<TurnEnded>();
        talk.Page.End();
        (await running).ShouldBe(SessionEndReason.ClientEnded);
        return (first, second);
    });

    private static Task AskAloudAsync(ScriptedConversation talk)
    {
        var format = new AudioFormat(16_000);
        short[] sound = [.. ScriptedSound.Voice(format, TimeSpan.FromMilliseconds(960)), .. ScriptedSound.Silence(format, TimeSpan.FromMilliseconds(1500))];
        return talk.Page.SayAsync(sound);
    }

    private sealed class FailingScreen : IPhraseScreen
    {
        public IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, CancellationToken cancellationToken) =>
            throw new EngineException("No rules.", transient: true);
    }
}
