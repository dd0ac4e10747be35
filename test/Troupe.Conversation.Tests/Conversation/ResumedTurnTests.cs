using Troupe.Contracts;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>An answer is stopped by what turns out to be no interruption, and goes on.</summary>
[Trait("Category", "fast")]
public sealed class ResumedTurnTests : IDisposable
{
    // Every word is 300 ms: the second phrase begins at 900 ms and ends at 2100 ms.
    private const string Answer = "I am fine, thank you for asking.";

    private readonly VirtualTime _time = new();
    private readonly ToldTurn _told;

    public ResumedTurnTests() => _told = new ToldTurn(_time);

    [Fact]
    public void Tells_no_step_while_it_is_suspended()
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1);
            await _told.WaitUntilAsync(1000);
            _told.Suspend();
            await _told.WaitUntilAsync(5000);
        });
        _told.Told.Where(told => told.At.Milliseconds >= 1000 && told.Progress is TurnProgress.Played or TurnProgress.Made).ShouldBeEmpty();
    }

    [Fact]
    public void Goes_on_at_the_very_sample_with_a_face_that_is_under_way()
    {
        Interrupt(suspend: 1000, resume: 1500, heard: 760);

        // 760 ms: in the middle of "fine,", in the second half of its first sound.
        _told.Messages<SpeechStart>(2).ShouldHaveSingleItem().ShouldBe(new SpeechStart { Turn = 1, Epoch = 2, Utterance = 2, Resumes = new SpeechPosition(1, 760) });
        _told.Packets(2).First().At.Milliseconds.ShouldBe(1500);
        _told.Packets(2).Select(packet => packet.Packet.Samples.Length).Distinct().ShouldBe([320]);
        _told.Messages<SpeechEnd>(2).ShouldHaveSingleItem().Duration.ShouldBe(2100 - 760);

        var deltas = _told.Messages<SpeechDelta>(2).ToList();
        deltas[0].Captions!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            caption => caption.Text.ShouldBe("fine,"),
            caption => caption.Start.ShouldBe(0),
            caption => caption.Duration.ShouldBe(140),
            caption => caption.Words.ShouldBe([new CaptionWord("fine,", 0, 140)]));
        deltas[1].Captions!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            caption => caption.Text.ShouldBe("thank you for asking."),
            caption => caption.Start.ShouldBe(140),
            caption => caption.Duration.ShouldBe(1200),
            caption => caption.Words.Select(word => word.Start).ShouldBe([140, 440, 740, 1040]));
        deltas[0].Phonemes!.ShouldBe([new PhonemeSpan("ə", 0, 140, Stressed: true)]);
        deltas.SelectMany(delta => delta.Visemes!).ShouldAllBe(viseme => viseme.Start >= 0 && viseme.Duration > 0);
    }

    [Fact]
    public void Sends_the_sound_that_was_not_heard_and_only_it()
    {
        Interrupt(suspend: 1000, resume: 1500, heard: 760.5);
        using var whole = new ToldTurn(new VirtualTime());
        whole.Run(Answer, async () =>
        {
            whole.Release(1);
            await whole.MadeAsync();
        });
        var rest = whole.Samples(1)[12_168..];
        var resumed = _told.Samples(2);
        resumed.Length.ShouldBe(rest.Length);
        resumed[80..].ShouldBe(rest[80..]);

        // The first 5 ms rise from nothing.
        resumed[0].ShouldBe((short)0);
        resumed[40].ShouldBe((short)(rest[40] / 2));
    }

    [Fact]
    public void Goes_on_when_all_of_it_was_sent_and_tells_again_that_it_is_made()
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1);
            await _told.MadeAsync();
            _told.Suspend();
            await _told.WaitUntilAsync(3000);
            _told.Resume(2, 1900);
            await _told.MadeAsync(2);
        });
        _told.Samples(2).Length.ShouldBe(200 * 16);
        _told.Messages<SpeechDelta>(2).ShouldHaveSingleItem().Captions!.ShouldHaveSingleItem().Text.ShouldBe("asking.");
        _told.Told.Where(told => told.Progress is TurnProgress.Made).Select(told => told.Epoch.Value).ShouldBe([1u, 2u]);
    }

    [Fact]
    public void Says_nothing_when_all_of_it_was_heard()
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1);
            await _told.MadeAsync();
            _told.Suspend();
            _told.Resume(2, 2100);
            await _told.MadeAsync(2);
        });
        _told.Told[^1].ShouldBe((_told.Told[^2].At, new Epoch(2), new TurnProgress.Made(null)));
    }

    [Fact]
    public void Is_suspended_as_often_as_it_takes()
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1);
            for (uint cut = 2; cut <= 5; cut++)
            {
                // Each utterance is sent for 300 ms, 500 ms of it with the lead, and heard for 310 ms.
                await _told.WaitUntilAsync((1000 * cut) - 1500);
                _told.Suspend();
                await _told.WaitUntilAsync((1000 * cut) - 800);
                _told.Resume(cut, 310);
            }

            await _told.MadeAsync();
        });
        _told.Messages<SpeechStart>(5).ShouldHaveSingleItem().Resumes.ShouldBe(new SpeechPosition(4, 310));
        _told.Messages<SpeechEnd>(5).ShouldHaveSingleItem().Duration.ShouldBe(2100 - (4 * 310));
        _told.Messages<SpeechDelta>(5).First().Captions!.ShouldHaveSingleItem().Text.ShouldBe("you for asking.");
    }

    [Fact]
    public void Begins_what_was_suspended_before_it_began()
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1);
            _told.Suspend();
            _told.Resume(2, 0);
            _told.Suspend();
            await _told.WaitUntilAsync(500);
            _told.Resume(3, 0);
            await _told.MadeAsync();
        });
        _told.Messages<SpeechStart>(3).ShouldHaveSingleItem().Resumes.ShouldBeNull();
        _told.Messages<SpeechEnd>(3).ShouldHaveSingleItem().Duration.ShouldBe(2100);
        _told.Messages<SpeechStart>(1).ShouldBeEmpty();
        _told.Told.Count(told => told.Progress is TurnProgress.Wrote).ShouldBe(2);
    }

    [Fact]
    public void Goes_on_to_be_written_while_it_is_suspended()
    {
        _told.Run(WriteSlowlyAsync(), async () =>
        {
            _told.Release(1);
            await _told.WaitUntilAsync(600);
            _told.Suspend();
            await _told.WaitUntilAsync(5000);
            _told.Told.Select(told => told.Progress).OfType<TurnProgress.Wrote>().Select(phrase => phrase.Text).ShouldBe(["One two.", "Three four."]);
            _told.Resume(2, 300);
            await _told.MadeAsync();
        });
        _told.Told.Select(told => told.Progress).OfType<TurnProgress.Wrote>().Count().ShouldBe(2);
        _told.Messages<SpeechEnd>(2).ShouldHaveSingleItem().Duration.ShouldBe(900);
    }

    [Fact]
    public void Tells_a_failure_again_when_it_was_resumed_after_it()
    {
        using var told = new ToldTurn(_time, new ScriptedSynthesizer(_time) { Failure = new EngineException("The voice broke.", transient: true), FailAtPhrase = 1 });
        told.Run(Answer, async () =>
        {
            told.Release(1);
            await told.MadeAsync();
            told.Suspend();
            told.Resume(2, 500);
            await told.MadeAsync(2);
        });
        told.Messages<SpeechEnd>(2).ShouldHaveSingleItem().Duration.ShouldBe(400);
        var made = told.Told.Select(item => item.Progress).OfType<TurnProgress.Made>().ToList();
        made[0].Failure!.Part.ShouldBe("synthesizer");
        made[1].Failure.ShouldBeSameAs(made[0].Failure);
    }

    [Theory]
    [InlineData(24_000, 760.5)]
    [InlineData(48_000, 1)]
    [InlineData(48_000, 1333.333)]
    public void Goes_on_at_the_very_sample_at_every_rate(int rate, double heard)
    {
        _told.Run(Answer, async () =>
        {
            _told.Release(1, rate);
            await _told.MadeAsync();
            _told.Suspend();
            _told.Resume(2, heard, rate);
            await _told.MadeAsync(2);
        });
        var from = (int)(heard * rate / 1000);
        var fade = rate / 200;
        _told.Samples(2)[fade..].ShouldBe(_told.Samples(1)[(from + fade)..]);
    }

    public void Dispose() => _told.Dispose();

    private async IAsyncEnumerable<string> WriteSlowlyAsync()
    {
        yield return "One two. Three";
        await _told.WaitUntilAsync(1000);
        yield return " four.";
    }

    private void Interrupt(double suspend, double resume, double heard) => _told.Run(Answer, async () =>
    {
        _told.Release(1);
        await _told.WaitUntilAsync(suspend);
        _told.Suspend();
        await _told.WaitUntilAsync(resume);
        _told.Resume(2, heard);
        await _told.MadeAsync();
    });
}
