using System.Runtime.CompilerServices;
using Troupe.Contracts;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>What is said by either side is looked at before it is spoken or kept.</summary>
[Trait("Category", "fast")]
public sealed class ScreeningTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;

    public ScreeningTests() => _talk = new ScriptedConversation(_time) { Writer = new ScriptedWriter(_time, "I am fine. I really am. Are you?") };

    [Fact]
    public void The_screen_sees_what_was_said_before_in_the_same_answer()
    {
        var screen = new RecordingScreen((phrase, _) => [phrase with { Text = phrase.Text.Replace("really", "truly", StringComparison.Ordinal) }]);
        _talk.Screen = screen;
        Ask("How are you?", "And now?");
        screen.Before.ShouldBe(["", "I am fine.", "I am fine. I truly am.", "", "I am fine.", "I am fine. I truly am."]);
    }

    [Fact]
    public void Only_the_end_of_a_long_answer_is_kept_in_view()
    {
        _talk.Writer = new ScriptedWriter(_time, string.Join(' ', Enumerable.Range(0, 40).Select(index => $"This is sentence number {index}.")));
        var screen = new RecordingScreen((phrase, _) => [phrase]);
        _talk.Screen = screen;
        Ask("Go on.");
        screen.Before.Max(before => before.Length).ShouldBeLessThanOrEqualTo(IPhraseScreen.LongestBefore);
        screen.Before[^1].ShouldEndWith(" This is sentence number 38.");
    }

    [Fact]
    public void Something_is_said_while_a_phrase_is_held_and_the_phrase_after_it()
    {
        _talk.Screen = new RecordingScreen((phrase, _) => phrase.Index == 1 ? [new Phrase(Phrase.Filler, "One moment."), phrase] : [phrase], held: TimeSpan.FromSeconds(3), _time);
        Ask("How are you?")[0].Heard.ShouldBe("I am fine. One moment. I really am. Are you?");
        _talk.Journal.Facts.OfType<PhraseScreened>().Select(phrase => phrase.Index).ShouldBe([0, -1, 1, 2]);
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Who_interrupts_while_a_phrase_is_held_is_answered()
    {
        _talk.Screen = new RecordingScreen((phrase, _) => phrase.Index == 1 ? [new Phrase(Phrase.Filler, "One moment."), phrase] : [phrase], held: TimeSpan.FromSeconds(20), _time);
        var ended = _time.Run(async () =>
        {
            var running = _talk.RunAsync();
            _talk.Page.Write("How are you?");
            await _talk.Page.FirstAsync<ReplyDelta>(delta => delta.Text.Contains("One moment", StringComparison.Ordinal));
            _talk.Screen = null;
            _talk.Page.Write("Never mind.");
            var first = await _talk.Page.FirstAsync<TurnEnded>(message => message.Turn == 1);
            _talk.Page.End();
            await running;
            return first;
        });
        ended.Reason.ShouldBe(TurnEndReason.Interrupted);
        ended.Heard.ShouldNotBeNull().ShouldNotContain("really");
    }

    [Fact]
    public void What_the_person_writes_is_changed_before_anything_keeps_it()
    {
        _talk.Inputs = new HidingScreen("5550123");
        Ask("Call 5550123 now.");
        _talk.Page.Messages.OfType<TranscriptEnd>().Single().Text.ShouldBe("Call [hidden] now.");
        ((ScriptedWriter)_talk.Writer).Asked.Last().Last().Text.ShouldBe("Call [hidden] now.");
        string.Join('\n', _talk.Journal.Facts.Select(fact => fact.ToString())).ShouldNotContain("5550123");
    }

    private List<TurnEnded> Ask(params string[] messages) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        var ended = new List<TurnEnded>();
        foreach (var (index, message) in messages.Index())
        {
            _talk.Page.Write(message);
            ended.Add(await _talk.Page.FirstAsync<TurnEnded>(end => end.Turn == index + 1));
        }

        _talk.Page.End();
        await running;
        return ended;
    });

    private sealed class RecordingScreen(Func<Phrase, string, IEnumerable<Phrase>> look, TimeSpan held = default, TimeProvider? time = null) : IPhraseScreen
    {
        public List<string> Before { get; } = [];

        public async IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Before.Add(before);
            foreach (var screened in look(phrase, before))
            {
                yield return screened;
                if (screened.Index == Phrase.Filler)
                {
                    await Task.Delay(held, time!, cancellationToken);
                }
            }
        }
    }

    private sealed class HidingScreen(string word) : IInputScreen
    {
        public string Mask(string words) => words.Replace(word, "0000000", StringComparison.Ordinal);

        public string Screen(string words) => words.Replace(word, "[hidden]", StringComparison.Ordinal);
    }
}
