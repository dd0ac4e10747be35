using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>The loop's side of an answer that is suspended and resumed: what was sent and heard of it.</summary>
[Trait("Category", "fast")]
public sealed class ExchangeTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly ToldTurn _told;
    private readonly Exchange _exchange;
    private readonly HashSet<object> _taken = [];

    public ExchangeTests()
    {
        _told = new ToldTurn(_time);
        _exchange = new Exchange(_told.Turn, ToldTurn.Id(1), new LatencyTrace(default), new Playhead(ToldTurn.Id(1), new AudioFormat(16_000)));
    }

    [Fact]
    public void Goes_on_where_the_client_says_that_it_stopped()
    {
        _told.Run("I am fine, thank you for asking.", async () =>
        {
            _told.Release(1);
            await _told.WaitUntilAsync(1000);
            Stop();
            _exchange.Cleared(new SpeechCleared { Epoch = 1, Position = 760 }, _told.Clock.Now);
            Resume(2);
            _exchange.Id.ShouldBe(ToldTurn.Id(2));
            await _told.MadeAsync();
            Take(2);
            _exchange.Moved(new PlayheadMoved { Epoch = 2, Utterance = 2, Position = 1040 }, _told.Clock.Now);
            _exchange.Playhead!.Stop(_told.Clock.Now);
            _exchange.IsEstimated.ShouldBeTrue();
            _exchange.Cleared(new SpeechCleared { Epoch = 2, Position = 1040 }, _told.Clock.Now);
        });
        _told.Messages<SpeechStart>(2).ShouldHaveSingleItem().Resumes.ShouldBe(new SpeechPosition(1, 760));
        _exchange.Received(TurnEndReason.Interrupted, _told.Clock.Now).ShouldBe("I am fine, thank you for");
        _exchange.IsEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Estimates_where_a_silent_client_stopped_and_says_so()
    {
        _told.Run("I am fine, thank you for asking.", async () =>
        {
            _told.Release(1);
            await _told.WaitUntilAsync(1000);
            Stop();
            Resume(2);
            await _told.MadeAsync();
        });

        // The first packet was sent at 90 ms.
        _told.Messages<SpeechStart>(2).ShouldHaveSingleItem().Resumes.ShouldBe(new SpeechPosition(1, 910));
        _exchange.Received(TurnEndReason.Interrupted, _told.Clock.Now).ShouldBe("I am fine,");
        _exchange.IsEstimated.ShouldBeTrue();
    }

    [Fact]
    public void Goes_on_half_a_minute_back_at_most_and_counts_nothing_that_was_left_out()
    {
        _told.Run(string.Join(' ', Enumerable.Range(0, 200).Select(word => $"w{word}.")), async () =>
        {
            _told.Release(1);
            await _told.WaitUntilAsync(45_000);

            // The client's sound stands still at 650 ms, and it says so.
            Take(1);
            Stop();
            _exchange.Cleared(new SpeechCleared { Epoch = 1, Position = 650 }, _told.Clock.Now);
            Resume(2);
            await _told.WaitUntilAsync(46_000);
            Take(2);
            _exchange.Playhead!.Stop(_told.Clock.Now);
            _exchange.Cleared(new SpeechCleared { Epoch = 2, Position = 700 }, _told.Clock.Now);
        });
        var from = _told.Messages<SpeechStart>(2).ShouldHaveSingleItem().Resumes!.Position;
        from.ShouldBe(45_000 - 90 + 200 - 30_000, tolerance: 20);
        _exchange.Received(TurnEndReason.Interrupted, _told.Clock.Now).ShouldBe("w0. w1. w51.");
    }

    [Fact]
    public void Takes_a_whole_answer_for_heard_but_does_not_swear_to_it_until_the_client_does()
    {
        _told.Run("I am fine.", async () =>
        {
            _told.Release(1);
            await _told.MadeAsync();
            Take(1);
        });
        _exchange.Append("I am fine.");
        _exchange.Playhead!.SentAll(_told.Clock.Now);
        _exchange.Moved(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = 880 }, _told.Clock.Now);
        _exchange.Received(TurnEndReason.Completed, _told.Clock.Now).ShouldBe("I am fine.");
        _exchange.IsEstimated.ShouldBeTrue();
        _exchange.Moved(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = 900, Ended = true }, _told.Clock.Now);
        _exchange.IsEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Is_read_when_it_is_not_heard()
    {
        var read = new Exchange(_told.Turn, ToldTurn.Id(1), new LatencyTrace(default), playhead: null);
        read.Append("Yes.");
        read.Append("Of course.").ShouldBe(" Of course.");
        read.Received(TurnEndReason.Interrupted, default).ShouldBe("Yes. Of course.");
        read.IsEstimated.ShouldBeFalse();
    }

    public void Dispose() => _told.Dispose();

    private void Stop()
    {
        Take(1);
        _told.Suspend();
        _exchange.Playhead!.Stop(_told.Clock.Now);
    }

    private void Resume(uint number)
    {
        _told.Resumes(number);
        _exchange.Resume(ToldTurn.Id(number), _told.Playout(number), _told.Clock.Now);
    }

    // As the loop does, but later: what was told of an utterance counts at its own time.
    private void Take(uint utterance)
    {
        foreach (var (at, epoch, progress) in _told.Told.Where(told => told.Epoch.Value == utterance))
        {
            switch (progress)
            {
                case TurnProgress.Played { Step: PlayoutStep.Message { Content: SpeechDelta delta } } when _taken.Add(delta):
                    _exchange.Playhead!.Sent(delta);
                    break;
                case TurnProgress.Played { Step: PlayoutStep.Audio { Content: var packet } } when _taken.Add(packet):
                    _exchange.Sent(packet, at);
                    break;
            }
        }
    }
}
