using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class MouthMotionTests
{
    private const string Said = "_ 200, 'ɑ 200, m 80, 'u 200, b 80, ɛ 200, _ 200";
    private const double Rate = LipSyncClip.FrameRate;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-2, 20)]
    [InlineData(3, -30)]
    public void Lips_that_touch_early_lead(int late, double milliseconds)
    {
        var motion = Of(late);

        motion.Closed.ShouldBe(1);
        motion.LeadMilliseconds.ShouldBe(milliseconds, 5.001);
    }

    [Fact]
    public void Lips_that_stay_apart_are_seen() => Of(0, shown => shown == VisemeSet.PP ? VisemeSet.NN : shown).Closed.ShouldBe(0);

    [Fact]
    public void Vowels_reach_by_stress()
    {
        var truth = Mouths.Truth(Said);
        var frames = Mouths.Shows(truth, 0);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            frames.Weights(frame)[VisemeSet.OU] *= 0.5f;
            frames.Weights(frame)[VisemeSet.E] *= 0.25f;
        }

        var motion = MouthMotion.Of([(truth, frames)]);

        (motion.VowelReach, motion.UnstressedReach, motion.GreatestSum).ShouldBe(((double?)0.75, 0.25, 1.0));
    }

    [Fact]
    public void Jerk_is_the_third_derivative()
    {
        // t³ has the third derivative 6.
        var truth = Mouths.Truth("ɑ 1000");
        var frames = new MouthFrames(100, Rate, 0);
        for (var frame = 0; frame < frames.Count; frame++)
        {
            frames.Opening(frame) = (float)Math.Pow(frame / Rate, 3);
        }

        MouthMotion.Of([(truth, frames)]).Jerk.ShouldBe(6, 0.5);
    }

    [Fact]
    public void Weights_that_add_up_to_more_are_seen()
    {
        var truth = Mouths.Truth(Said);
        var frames = Mouths.Shows(truth, 0);
        frames.Weights(30)[VisemeSet.IH] = 0.65f;

        MouthMotion.Of([(truth, frames)]).GreatestSum.ShouldBe(1.65, 1e-6);
    }

    private static MouthMotion Of(int late, Func<int, int>? viseme = null)
    {
        var truth = Mouths.Truth(Said);
        return MouthMotion.Of([(truth, Mouths.Shows(truth, late, viseme))]);
    }
}
