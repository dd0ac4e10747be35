using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Timing;

[Trait("Category", "fast")]
public sealed class LatencyTraceTests
{
    [Fact]
    public void Gives_each_phase_from_the_mark_before_it()
    {
        var trace = new LatencyTrace(At(1000));
        trace.Reach(LatencyMark.Decided, At(1224));
        trace.Reach(LatencyMark.Transcribed, At(1304));
        trace.Reach(LatencyMark.FirstToken, At(1504));
        trace.Reach(LatencyMark.FirstPhrase, At(1594));
        trace.Reach(LatencyMark.FirstByte, At(1684));
        trace.Reach(LatencyMark.FirstAudio, At(1684));
        trace.ReachScreened(null);
        trace.ReachScreened(TimeSpan.FromMilliseconds(40));
        trace.ReachScreened(TimeSpan.FromMilliseconds(70));
        trace.ReachFirstViseme(At(1684));
        trace.ReachPlayback(At(1764));

        trace.ToTurnLatency().ShouldBe(new TurnLatency
        {
            EndOfTurnDelay = 224,
            TranscriptionDelay = 80,
            FirstToken = 200,
            FirstPhrase = 90,
            Screen = 40,
            TtsFirstByte = 90,
            FirstAudio = 0,
            FirstViseme = 684,
            PlaybackLatency = 80,
            Total = 684,
        });
    }

    [Fact]
    public void Counts_a_mark_once()
    {
        var trace = new LatencyTrace(At(0));
        trace.Reach(LatencyMark.FirstToken, At(100));
        trace.Reach(LatencyMark.FirstToken, At(900));
        trace.ToTurnLatency().FirstToken.ShouldBe(100);
    }

    [Fact]
    public void Counts_of_the_screen_only_what_lies_after_the_question()
    {
        var trace = new LatencyTrace(At(1000)) { Speculated = true };
        trace.Reach(LatencyMark.Transcribed, At(1300));
        trace.Reach(LatencyMark.FirstToken, At(1200));
        trace.Reach(LatencyMark.FirstPhrase, At(1310));
        trace.ReachScreened(TimeSpan.FromMilliseconds(60));
        trace.ToTurnLatency().ShouldBe(new TurnLatency { TranscriptionDelay = 300, FirstToken = 0, FirstPhrase = 10, Screen = 10, Speculated = true });
    }

    [Fact]
    public void Gives_no_total_without_audio()
    {
        var trace = new LatencyTrace(At(0));
        trace.Reach(LatencyMark.FirstToken, At(100));
        trace.ToTurnLatency().Total.ShouldBeNull();
    }

    [Fact]
    public void Takes_no_playback_before_the_first_audio_was_sent()
    {
        var trace = new LatencyTrace(At(0));
        trace.ReachPlayback(At(50));
        trace.ToTurnLatency().PlaybackLatency.ShouldBeNull();
        trace.Reach(LatencyMark.FirstAudio, At(100));
        trace.ReachPlayback(At(90));
        trace.ToTurnLatency().PlaybackLatency.ShouldBe(0);
    }

    [Fact]
    public void Never_gives_a_negative_phase_nor_a_total_that_is_not_the_sum_in_whatever_order_marks_come() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Mark, ushort At)[]>(),
        marks =>
        {
            var trace = new LatencyTrace(At(1000));
            foreach (var (mark, at) in marks)
            {
                trace.Reach((LatencyMark)(mark % 7), MediaTime.FromMilliseconds(at / 7.0));
                trace.ReachFirstViseme(MediaTime.FromMilliseconds(at / 3.0));
                trace.ReachPlayback(MediaTime.FromMilliseconds(at / 5.0));
            }

            var latency = trace.ToTurnLatency();
            double?[] phases = [latency.EndOfTurnDelay, latency.TranscriptionDelay, latency.FirstToken, latency.FirstPhrase, latency.TtsFirstByte, latency.FirstAudio];
            return phases.All(phase => phase is not < 0) && latency.FirstViseme is not < 0 && latency.PlaybackLatency is not < 0
                && (latency.Total is null || latency.Total == phases.Sum(phase => phase ?? 0));
        }));

    private static MediaTime At(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
