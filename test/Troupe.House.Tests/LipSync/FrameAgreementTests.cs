using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class FrameAgreementTests
{
    private const string Said = "_ 200, b 60, ɑ 120, s 80, u 100, f 70, ɛ 90, t 50, _ 200";

    [Fact]
    public void The_truth_itself_is_right_in_every_frame()
    {
        var agreement = FrameAgreement.Of(Mouths.Scored(Said), lag: 0);

        (agreement.Strict, agreement.Accepted, agreement.Coarse).ShouldBe((1, 1, 1));
        agreement.Opening.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Silence_does_not_count()
    {
        var agreement = FrameAgreement.Of(Mouths.Scored("_ 800, ɑ 100, s 100", viseme: shown => shown == VisemeSet.SS ? VisemeSet.Sil : shown), lag: 0);

        agreement.Strict.ShouldBe(0.5);
    }

    [Fact]
    public void A_viseme_of_another_convention_is_accepted_and_not_strict()
    {
        var agreement = FrameAgreement.Of(Mouths.Scored("ɑ 100, s 100", viseme: shown => shown == VisemeSet.SS ? VisemeSet.CH : shown), lag: 0);

        (agreement.Strict, agreement.Accepted).ShouldBe((0.5, 1));
    }

    [Fact]
    public void To_answer_always_the_same_earns_a_fifth_of_the_classes_and_no_opening()
    {
        var agreement = FrameAgreement.Of(Mouths.Scored(Said, viseme: _ => VisemeSet.E), lag: 0);

        (agreement.Coarse, agreement.Opening).ShouldBe((0.2, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-3)]
    [InlineData(20)]
    public void A_mouth_that_is_late_is_right_at_its_lag(int late)
    {
        var clips = Mouths.Scored(Said, late);

        FrameAgreement.BestLag(clips).ShouldBe(late);
        FrameAgreement.Of(clips, late).Accepted.ShouldBe(1);
        FrameAgreement.Of(clips, late).Opening.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void A_weight_that_nobody_sees_is_rest()
    {
        var frames = new MouthFrames(2, LipSyncClip.FrameRate, 0);
        frames.Weights(0)[VisemeSet.AA] = 0.04f;
        frames.Weights(1)[VisemeSet.AA] = 0.06f;

        (frames.Shown(0), frames.Shown(1)).ShouldBe((VisemeSet.Sil, VisemeSet.AA));
    }
}
