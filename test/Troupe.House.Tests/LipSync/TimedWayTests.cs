using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Audio;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class TimedWayTests
{
    private static readonly LipSyncClip Clip = new(
        "by_hand",
        "My mum made five.",
        new short[AudioFormat.Hearing.SampleRate * 2],
        Mouths.Phones("_ 200, m 70, 'aɪ 160, m 80, 'ʌ 110, m 90, m 60, 'eɪ 150, d 60, f 100, 'aɪ 180, v 90, _ 650"));

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public void Lips_close_for_every_closure_at_the_rate_of_a_screen(double rate)
    {
        var motion = MouthMotion.Of([(MouthTruth.Of(Clip), new TimedWay().Show(Clip, rate))]);

        motion.Closed.ShouldBe(1);
        motion.GreatestSum.ShouldBeLessThan(1.000_01);
    }

    [Fact]
    public void It_is_scored_in_the_middle_of_each_frame()
    {
        var frames = new TimedWay().Perform(Clip);

        (frames.Count, frames.TimeOf(0), frames.TimeOf(1)).ShouldBe((200, 0.005, 0.015));
        FrameAgreement.Of([new ScoredClip(MouthTruth.Of(Clip), frames)], lag: 0).Accepted.ShouldBeGreaterThan(0.92);
    }
}
