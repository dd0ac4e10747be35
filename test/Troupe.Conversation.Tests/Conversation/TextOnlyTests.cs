using System.Runtime.CompilerServices;
using Troupe.Contracts;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Without sound the same path answers in writing, and what is screened is what is written.</summary>
[Trait("Category", "fast")]
public sealed class TextOnlyTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Writes_phrase_by_phrase_and_ends_with_the_text()
    {
        var talk = Talk();
        var ended = Ask(talk);
        talk.Page.Messages.OfType<ReplyDelta>().Select(delta => delta.Text).ShouldBe(["I am fine,", " thank you for asking."]);
        talk.Page.Messages.OfType<ReplyEnd>().ShouldHaveSingleItem().Text.ShouldBe("I am fine, thank you for asking.");

        // 200 ms to the first word, 30 ms to each of the other six.
        ended.At.ShouldBe(380);
        ended.Heard.ShouldBe("I am fine, thank you for asking.");
        ended.Latency.ShouldBe(new TurnLatency { FirstToken = 200, FirstPhrase = 90 });
        talk.Page.Messages.OfType<SpeechStart>().ShouldBeEmpty();
        JournalAssert.IsSound(talk.Journal.Facts);
    }

    [Fact]
    public void Keeps_what_was_read_of_an_answer_that_was_stopped()
    {
        var talk = Talk();
        var ended = _time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.Write("Hello");
            await talk.Page.NextAsync<ReplyDelta>();
            talk.Page.Interrupt();
            var turn = await talk.Page.NextAsync<TurnEnded>();
            talk.Page.End();
            await running;
            return turn;
        });
        ended.Reason.ShouldBe(TurnEndReason.Interrupted);
        ended.Heard.ShouldBe("I am fine,");
    }

    [Fact]
    public void Writes_and_says_only_what_the_screen_lets_pass()
    {
        var talk = new ScriptedConversation(_time)
        {
            Writer = new ScriptedWriter(_time, "One two three, four five six. Bad words here. Seven eight."),
            Screen = new WordScreen(_time),
        };
        var ended = Ask(talk);
        ended.Heard.ShouldBe("One two three, four FIVE six. Seven eight.");
        talk.Page.Messages.OfType<ReplyEnd>().ShouldHaveSingleItem().Text.ShouldBe("One two three, four FIVE six. Seven eight.");
        talk.Journal.Facts.OfType<PhraseRefused>().ShouldHaveSingleItem().Index.ShouldBe(2);
        talk.Page.Messages.OfType<SpeechEnd>().ShouldHaveSingleItem().Duration.ShouldBe(8 * 300);

        // The screen takes 40 ms, which count in the first phrase.
        ended.Latency.FirstPhrase.ShouldBe(90 + 40);
    }

    [Fact]
    public void Ends_a_turn_whose_answer_is_empty()
    {
        var talk = Talk();
        talk.Writer = new ScriptedWriter(_time, " ");
        Ask(talk).Reason.ShouldBe(TurnEndReason.Completed);
    }

    private ScriptedConversation Talk() => new(_time) { Settings = new SessionSettings() };

    private TurnEnded Ask(ScriptedConversation talk) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.Write("Hello");
        var ended = await talk.Page.NextAsync<TurnEnded>();
        talk.Page.End();
        await running;
        return ended;
    });

    private sealed class WordScreen(TimeProvider time) : IPhraseScreen
    {
        public async IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(40), time, cancellationToken);
            if (!phrase.Text.StartsWith("Bad", StringComparison.Ordinal))
            {
                yield return phrase with { Text = phrase.Text.Replace("five", "FIVE", StringComparison.Ordinal) };
            }
        }
    }
}
