using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Playout;

/// <summary>"one two three." of 300 ms each is sent at 1000 ms; what was not heard of it is said again in another utterance.</summary>
[Trait("Category", "fast")]
public sealed class HeardLedgerTests
{
    private static readonly AudioFormat Format = new(16_000);
    private readonly HeardLedger _ledger;

    public HeardLedgerTests()
    {
        _ledger = new HeardLedger(Say(1, 1000, ("one", 0, 300), ("two", 300, 300), ("three.", 600, 300)));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(299, "")]
    [InlineData(300, "one")]
    [InlineData(899, "one two")]
    [InlineData(900, "one two three.")]
    public void Counts_a_word_as_heard_at_its_end(double position, string heard)
    {
        Clear(1, position, at: 3000);
        Heard(3000).ShouldBe(heard);
    }

    [Fact]
    public void Adds_up_what_was_heard_before_and_after_a_cut()
    {
        Clear(1, 450, at: 1500);
        Heard(1500).ShouldBe("one");
        Resume(450, 2000, ("two", 0, 150), ("three.", 150, 300));
        Heard(2000).ShouldBe("one");
        Clear(2, 149, at: 2200);
        Heard(2200).ShouldBe("one");
    }

    [Fact]
    public void Counts_a_word_that_was_cut_once_its_rest_was_heard()
    {
        Clear(1, 450, at: 1500);
        Resume(450, 2000, ("two", 0, 150), ("three.", 150, 300));
        Clear(2, 150, at: 2200);
        Heard(2200).ShouldBe("one two");
    }

    [Fact]
    public void Counts_the_words_of_a_line_by_the_times_that_are_known_best()
    {
        _ledger.Playhead.Sent(Line(("one", 0, 300), ("two", 300, 200), ("three.", 500, 350)));
        Clear(1, 400, at: 1500);
        Heard(1500).ShouldBe("one");
        Resume(400, 2000, ("two", 0, 150), ("three.", 150, 700));
        _ledger.Playhead.Sent(Line(("two", 0, 120), ("three.", 120, 280)) with { Utterance = 2, Epoch = 2 });
        Clear(2, 400, at: 2500);
        Heard(2500).ShouldBe("one two three.");
    }

    private static SpeechDelta Line(params (string Text, double Start, double Duration)[] words) => new()
    {
        Epoch = 1,
        Utterance = 1,
        Captions = [new Caption(string.Join(' ', words.Select(word => word.Text)), 0, 900, [.. words.Select(word => new CaptionWord(word.Text, word.Start, word.Duration))])],
    };

    [Fact]
    public void Takes_back_what_was_only_estimated_when_the_client_says_better()
    {
        _ledger.Playhead.Stop(At(1650));
        _ledger.IsEstimated.ShouldBeTrue();
        Heard(1650).ShouldBe("one two");
        Resume(650, 2000, ("three.", 0, 250));
        Clear(1, 200, at: 2050);

        // Of "three." nobody heard the first 50 ms.
        Clear(2, 250, at: 2400);
        Heard(2400).ShouldBe("");
        _ledger.IsEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Counts_a_word_once_that_was_heard_twice()
    {
        _ledger.Playhead.Stop(At(1400));
        Resume(400, 2000, ("two", 0, 200), ("three.", 200, 300));
        Clear(1, 620, at: 2050);
        Heard(2050).ShouldBe("one two");
        Clear(2, 200, at: 2400);
        Heard(2400).ShouldBe("one two");
    }

    [Fact]
    public void Counts_what_is_left_of_a_word_that_was_cut_twice_only_when_all_of_it_was_heard()
    {
        Clear(1, 350, at: 1400);
        Resume(350, 2000, ("two", 0, 250), ("three.", 250, 300));
        _ledger.Playhead.Stop(At(2100));
        Resume(100, 3000, ("two", 0, 150), ("three.", 150, 300));
        Clear(2, 90, at: 3020);
        Clear(3, 450, at: 3600);
        Heard(3600).ShouldBe("one three.");
    }

    [Fact]
    public void Is_an_estimate_until_the_client_says_of_each_utterance_where_it_ended()
    {
        Clear(1, 450, at: 1500);
        Resume(450, 2000, ("two", 0, 150), ("three.", 150, 300));
        _ledger.IsEstimated.ShouldBeTrue();
        _ledger.Moved(new PlayheadMoved { Epoch = 2, Utterance = 2, Position = 20 }, At(2110));
        _ledger.IsEstimated.ShouldBeTrue();
        Clear(2, 30, at: 2120);
        _ledger.IsEstimated.ShouldBeFalse();
    }

    private void Clear(uint utterance, double position, double at)
    {
        _ledger.Playhead.Stop(At(at));
        _ledger.Cleared(new SpeechCleared { Epoch = utterance, Position = position }, At(at));
    }

    private void Resume(double cut, double at, params (string Text, double Start, double Duration)[] words)
    {
        var utterance = (uint)(at / 1000);
        _ledger.Cut(Say(utterance, at, words), TimeSpan.FromMilliseconds(cut), At(at));
    }

    private string Heard(double at) => _ledger.Heard(At(at));

    private static Playhead Say(uint number, double at, params (string Text, double Start, double Duration)[] words)
    {
        var playhead = new Playhead(new UtteranceId(1, new Epoch(number), number), Format);
        CaptionWord[] captions = [.. words.Select(word => new CaptionWord(word.Text, word.Start, word.Duration))];
        var end = words[^1].Start + words[^1].Duration;
        playhead.Sent(new SpeechDelta { Epoch = number, Utterance = number, Captions = [new Caption("", 0, end, captions)] });
        playhead.Sent(new SpeechPacket(new Epoch(number), number, 0, new short[Format.Samples(TimeSpan.FromMilliseconds(end))], IsLast: true), At(at));
        return playhead;
    }

    private static MediaTime At(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
