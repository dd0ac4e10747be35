using Troupe.Contracts;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>An answer takes its time.</summary>
[Trait("Category", "fast")]
public sealed class FillerTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;

    public FillerTests()
    {
        _talk = new ScriptedConversation(_time) { Writer = Slow(2000) };
        _talk.Options.Filler.After = TimeSpan.FromMilliseconds(800);
    }

    [Fact]
    public void Says_something_short_first_and_the_answer_after_it_in_the_same_utterance()
    {
        var ended = Ask(1)[0];
        _talk.Journal.Facts.OfType<SpeechSent>().First().At.Milliseconds.ShouldBe(800 + 90);
        _talk.Page.Messages.OfType<SpeechStart>().Count().ShouldBe(1);
        Captions().ShouldBe(["Let me see.", "I am fine,", "thank you for asking."]);
        ended.Heard.ShouldBe("Let me see. I am fine, thank you for asking.");
        ended.Latency.Total.ShouldBe(890);
        _talk.Journal.Facts.OfType<PhraseScreened>().Select(phrase => phrase.Index).ShouldBe([-1, 0, 1]);
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Says_nothing_when_the_answer_is_there()
    {
        // The first phrase is known 90 ms after the first word.
        _talk.Writer = Slow(709);
        Ask(1)[0].Heard.ShouldBe("I am fine, thank you for asking.");
    }

    [Fact]
    public void Says_nothing_unless_it_is_asked_to()
    {
        _talk.Options.Filler.After = null;
        Ask(1)[0].Heard.ShouldBe("I am fine, thank you for asking.");
    }

    [Fact]
    public void Takes_the_fillers_in_turn()
    {
        _talk.Options.Filler.Phrases = ["Well.", "Hm."];
        Ask(3);
        Captions().Where(text => text is "Well." or "Hm.").ShouldBe(["Well.", "Hm.", "Well."]);
    }

    [Fact]
    public void Leaves_out_a_filler_that_may_not_be_spoken()
    {
        _talk.Screen = new FillerScreen(phrase => phrase.Index < 0 ? null : phrase);
        Ask(1)[0].Heard.ShouldBe("I am fine, thank you for asking.");
        _talk.Journal.Facts.OfType<PhraseRefused>().ShouldHaveSingleItem().Index.ShouldBe(-1);
    }

    [Fact]
    public void Leaves_it_to_the_answer_to_fail()
    {
        _talk.Screen = new FillerScreen(phrase => phrase.Index < 0 ? throw new EngineException("The screen broke.", transient: true) : phrase);
        Ask(1)[0].Reason.ShouldBe(TurnEndReason.Completed);
    }

    [Fact]
    public void Fails_after_the_filler_when_there_is_no_answer()
    {
        _talk.Writer = new ScriptedWriter(_time, "Unsaid.") { FirstToken = TimeSpan.FromSeconds(2), Failure = new EngineException("The writer broke.", transient: true) };
        var ended = Ask(1)[0];
        ended.Reason.ShouldBe(TurnEndReason.Failed);
        ended.Heard.ShouldBe("Let me see.");
    }

    [Fact]
    public void Counts_from_the_release_of_an_answer_that_was_begun_before()
    {
        using var told = new ToldTurn(_time, filler: new FillerOptions { After = TimeSpan.FromMilliseconds(800) });
        told.Run(WriteLateAsync(told), async () =>
        {
            await told.WaitUntilAsync(1000);
            told.Release(1);
            await told.MadeAsync();
        });
        told.Packets(1).First().At.Milliseconds.ShouldBe(1000 + 800 + 90);
        told.Told.Select(item => item.Progress).OfType<TurnProgress.Wrote>().Select(phrase => phrase.Text).ShouldBe(["Let me see.", "Yes."]);
    }

    private static async IAsyncEnumerable<string> WriteLateAsync(ToldTurn told)
    {
        await told.WaitUntilAsync(3000);
        yield return "Yes.";
    }

    private ScriptedWriter Slow(double milliseconds) =>
        new(_time, "I am fine, thank you for asking.") { FirstToken = TimeSpan.FromMilliseconds(milliseconds), PerWord = TimeSpan.FromMilliseconds(30) };

    private IEnumerable<string> Captions() => _talk.Page.Messages.OfType<SpeechDelta>().SelectMany(delta => delta.Captions ?? []).Select(caption => caption.Text);

    private List<TurnEnded> Ask(int times) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        var ended = new List<TurnEnded>();
        for (uint turn = 1; turn <= times; turn++)
        {
            _talk.Page.Write("How are you?");
            ended.Add(await _talk.Page.FirstAsync<TurnEnded>(message => message.Turn == turn));
        }

        _talk.Page.End();
        await running;
        return ended;
    });

    private sealed class FillerScreen(Func<Phrase, Phrase?> look) : IPhraseScreen
    {
        public IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, CancellationToken cancellationToken) =>
            (look(phrase) is { } passed ? new[] { passed } : []).ToAsyncEnumerable();
    }
}
