using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>An answer is made before anybody wants it.</summary>
[Trait("Category", "fast")]
public sealed class HeldTurnTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly ToldTurn _told;

    public HeldTurnTests() => _told = new ToldTurn(_time);

    [Fact]
    public void Tells_nothing_until_it_is_released()
    {
        _told.Run("One two. Three four. Five six.", async () =>
        {
            await _told.WaitUntilAsync(2000);
            _told.Told.ShouldBeEmpty();
            _told.Voice.Phrases.ShouldBe(3);
        });
        _told.Told.ShouldBeEmpty();
    }

    [Fact]
    public void Tells_everything_in_order_with_its_own_times_once_it_is_released()
    {
        _told.Run("One two. Three four.", async () =>
        {
            await _told.WaitUntilAsync(1000);
            _told.Release(7);
            await _told.MadeAsync();
        });

        // Written and screened at once; the voice takes 90 ms to its first sound, and 10 ms for each chunk of 100 ms after it.
        _told.Told.Select(told => told.Progress).Take(8).ShouldBe(
        [
            new TurnProgress.Reached(LatencyMark.FirstToken, At(0)),
            new TurnProgress.Reached(LatencyMark.FirstPhrase, At(0)),
            new TurnProgress.Wrote(0, "One two.", null),
            new TurnProgress.Wrote(1, "Three four.", null),
            new TurnProgress.WroteAll(),
            new TurnProgress.Reached(LatencyMark.FirstByte, At(90)),
            new TurnProgress.Synthesised(0, TimeSpan.FromMilliseconds(600)),
            new TurnProgress.Synthesised(1, TimeSpan.FromMilliseconds(600)),
        ]);
        ((TurnProgress.Played)_told.Told[8].Progress).Step.ShouldBe(
            new PlayoutStep.Message(new SpeechStart { Turn = 1, Epoch = 7, Utterance = 7 }));
        _told.Told.ShouldAllBe(told => told.Epoch == new Epoch(7));
        _told.Packets(7).First().At.ShouldBe(At(1000));
        _told.Packets(7).Last().At.ShouldBe(At(1000 + 1180 - 200));
        _told.Told[^1].Progress.ShouldBe(new TurnProgress.Made(null));
    }

    [Fact]
    public void Makes_no_more_than_it_may_while_it_is_held()
    {
        var sentences = string.Join(' ', Enumerable.Repeat("One two three.", 500));
        _told.Run(sentences, async () =>
        {
            await _told.WaitUntilAsync(60_000);

            // The phrase that is to be played, and two ahead of it.
            _told.Voice.Phrases.ShouldBe(3);
            _told.Turn.Cost.Audio.ShouldBe(3 * TimeSpan.FromMilliseconds(900));
        });
    }

    [Fact]
    public void Refuses_no_more_than_it_may_while_it_is_held()
    {
        var screen = new DeafScreen();
        using var told = new ToldTurn(_time, screen: screen);
        told.Run(string.Join(' ', Enumerable.Repeat("One two three.", 2000)), async () =>
        {
            await told.WaitUntilAsync(60_000);
            screen.Refused.ShouldBeInRange(200, 300);
        });
    }

    [Fact]
    public void Counts_what_it_cost_when_nobody_wants_it()
    {
        _told.Run("One two. Three four.", () => _told.WaitUntilAsync(1000));
        _told.Turn.Cost.ShouldBe(new TurnCost(20, TimeSpan.FromMilliseconds(1200)));
        _told.Told.ShouldBeEmpty();
    }

    [Fact]
    public void Tells_of_a_failure_when_it_is_released()
    {
        using var told = new ToldTurn(_time, new ScriptedSynthesizer(_time) { Failure = new EngineException("The voice broke.", transient: true) });
        told.Run("One two. Three four.", async () =>
        {
            await told.WaitUntilAsync(1000);
            told.Told.ShouldBeEmpty();
            told.Release(7);
            await told.MadeAsync();
        });
        ((TurnProgress.Made)told.Told[^1].Progress).Failure!.Part.ShouldBe("synthesizer");
        told.Told.Select(item => item.Progress).OfType<TurnProgress.Wrote>().Count().ShouldBe(2);
    }

    public void Dispose() => _told.Dispose();

    private static MediaTime At(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);

    private sealed class DeafScreen : IPhraseScreen
    {
        public int Refused { get; private set; }

        public IAsyncEnumerable<Troupe.Conversation.Dialogue.Phrase> ScreenAsync(Troupe.Conversation.Dialogue.Phrase phrase, string before, CancellationToken cancellationToken)
        {
            Refused++;
            return AsyncEnumerable.Empty<Troupe.Conversation.Dialogue.Phrase>();
        }
    }
}
