using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Playout;

[Trait("Category", "fast")]
public sealed class PlayheadTests
{
    private readonly Playhead _playhead = new(new UtteranceId(1, new Epoch(2), 2), new AudioFormat(16_000));

    public PlayheadTests()
    {
        CaptionWord[] words = [new("one", 0, 300), new("two", 300, 300), new("three.", 600, 300)];
        _playhead.Sent(new SpeechDelta { Epoch = 2, Utterance = 2, Captions = [new Caption("one two three.", 0, 900, words)] });
        _playhead.Sent(new SpeechPacket(new Epoch(2), 2, 0, new short[14_400], IsLast: true), At(1000));
    }

    [Fact]
    public void Counts_on_from_the_last_report()
    {
        Report(1200, 100);
        _playhead.Position(At(1300)).TotalMilliseconds.ShouldBe(200);
        _playhead.FirstHeard.ShouldBe(At(1100));
    }

    [Fact]
    public void Goes_by_the_pace_of_sending_when_nothing_is_reported()
    {
        _playhead.Position(At(1450)).TotalMilliseconds.ShouldBe(450);
        _playhead.IsSettled.ShouldBeFalse();
    }

    [Fact]
    public void Is_never_beyond_what_was_sent()
    {
        _playhead.Position(At(5000)).TotalMilliseconds.ShouldBe(900);
        Report(1100, 1_000_000);
        _playhead.Position(At(1100)).TotalMilliseconds.ShouldBe(900);
    }

    [Fact]
    public void Never_goes_back()
    {
        Report(1400, 400);
        Report(1410, -5);
        Report(1420, 100);
        _playhead.Position(At(1420)).TotalMilliseconds.ShouldBe(420);
    }

    [Fact]
    public void Ignores_reports_of_another_utterance()
    {
        _playhead.Moved(new PlayheadMoved { Epoch = 1, Utterance = 1, Position = 50, Ended = true }, At(1100));
        _playhead.Position(At(1100)).TotalMilliseconds.ShouldBe(100);
        _playhead.Ended.ShouldBeFalse();
    }

    [Fact]
    public void Believes_that_all_was_heard_only_once_all_was_sent()
    {
        Report(1900, 900, ended: true);
        _playhead.Ended.ShouldBeFalse();
        _playhead.SentAll(At(1900));
        Report(1910, 900, ended: true);
        _playhead.Ended.ShouldBeTrue();
    }

    [Fact]
    public void Counts_nothing_after_the_client_was_told_to_stop()
    {
        Report(1200, 100);
        _playhead.Stop(At(1350));
        _playhead.Position(At(2000)).TotalMilliseconds.ShouldBe(250);
    }

    [Fact]
    public void Takes_the_client_s_word_for_where_it_stopped()
    {
        Report(1200, 100);
        _playhead.Stop(At(1350));
        _playhead.Cleared(new SpeechCleared { Epoch = 2, Position = 310 }, At(1400));
        _playhead.Position(At(1400)).TotalMilliseconds.ShouldBe(310);
    }

    [Fact]
    public void Counts_on_from_nowhere_once_the_client_said_where_it_stopped()
    {
        Report(1200, 100);
        _playhead.Stop(At(1350));
        _playhead.Cleared(new SpeechCleared { Epoch = 2, Position = 180 }, At(1300));
        _playhead.Position(At(1400)).TotalMilliseconds.ShouldBe(180);
        Report(1410, 120);
        _playhead.Position(At(1410)).TotalMilliseconds.ShouldBe(180);
    }

    [Fact]
    public void Does_not_go_back_behind_a_report_when_the_client_says_that_it_stopped_before_it()
    {
        Report(1200, 100);
        _playhead.Stop(At(1350));
        _playhead.Cleared(new SpeechCleared { Epoch = 2, Position = 90 }, At(1400));
        _playhead.Position(At(1400)).TotalMilliseconds.ShouldBe(100);
    }

    [Fact]
    public void Says_when_the_client_will_have_heard_all_and_when_its_sound_last_moved_on()
    {
        Report(1100, 0);
        _playhead.Moves.ShouldBeNull();
        Report(1200, 100);
        _playhead.Moves.ShouldBe((At(1200), At(2000)));
        Report(1700, 100);
        _playhead.Moves.ShouldBe((At(1200), At(2500)));
        Report(2600, 900);
        _playhead.Moves.ShouldBe((At(2600), At(2600)));
    }

    private void Report(double at, double position, bool ended = false) =>
        _playhead.Moved(new PlayheadMoved { Epoch = 2, Utterance = 2, Position = position, Ended = ended }, At(at));

    private static MediaTime At(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
