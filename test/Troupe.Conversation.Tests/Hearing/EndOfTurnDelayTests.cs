using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class EndOfTurnDelayTests
{
    private static readonly EndOfTurnDelay Balanced = EndOfTurnDelay.Of(EndOfTurnProfile.Balanced);

    [Theory]
    [InlineData(1.0, 150)]
    [InlineData(0.95, 171)]
    [InlineData(0.649, 372)]
    [InlineData(0.5, 548)]
    [InlineData(0.25, 1047)]
    [InlineData(0.127, 1439)]
    [InlineData(0.0, 2000)]
    public void Falls_with_the_probability(double probability, int milliseconds) =>
        Balanced.At(probability, TimeSpan.Zero).TotalMilliseconds.ShouldBe(milliseconds, 0.5);

    [Theory]
    [InlineData(EndOfTurnProfile.Quick, 150, 1200)]
    [InlineData(EndOfTurnProfile.Balanced, 150, 2000)]
    [InlineData(EndOfTurnProfile.Patient, 300, 2000)]
    public void Has_the_bounds_of_its_profile(EndOfTurnProfile profile, int shortest, int longest)
    {
        var delay = EndOfTurnDelay.Of(profile);
        delay.At(1, TimeSpan.Zero).ShouldBe(TimeSpan.FromMilliseconds(shortest));
        delay.At(0, TimeSpan.Zero).ShouldBe(TimeSpan.FromMilliseconds(longest));
    }

    [Fact]
    public void Grows_with_what_was_learnt_up_to_the_cap()
    {
        var patient = EndOfTurnDelay.Of(EndOfTurnProfile.Patient);
        patient.At(1, TimeSpan.FromMilliseconds(200)).ShouldBe(TimeSpan.FromMilliseconds(300));
        patient.At(1, TimeSpan.FromMilliseconds(800)).ShouldBe(TimeSpan.FromMilliseconds(800));
        patient.At(0, TimeSpan.FromMilliseconds(800)).ShouldBe(TimeSpan.FromMilliseconds(2800));
        patient.At(1, TimeSpan.FromSeconds(9)).ShouldBe(TimeSpan.FromMilliseconds(1200));
        patient.At(0, TimeSpan.FromSeconds(9)).ShouldBe(EndOfTurnDelay.Cap);
    }

    [Theory]
    [InlineData(double.NaN, 2000)]
    [InlineData(-1, 2000)]
    [InlineData(double.NegativeInfinity, 2000)]
    [InlineData(7, 150)]
    public void Stays_within_its_bounds_when_a_detector_does_not(double probability, int milliseconds) =>
        Balanced.At(probability, TimeSpan.Zero).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Is_monotone_and_changes_little_with_little() =>
        Prop.ForAll(Arb.From(Cases()), static one =>
        {
            var delay = EndOfTurnDelay.Of(one.Profile);
            var learnt = TimeSpan.FromMilliseconds(one.Learnt);
            var (low, high) = (delay.At(one.Probability, learnt), delay.At(one.Probability + one.Step, learnt));
            high.ShouldBeLessThanOrEqualTo(low);
            low.ShouldBeLessThanOrEqualTo(EndOfTurnDelay.Cap);
            high.ShouldBeGreaterThanOrEqualTo(delay.Shortest);

            // The slope of the curve is at most ln(longest / shortest) times the delay at its upper end; rounding to ticks adds one.
            var ratio = delay.At(0, learnt) / delay.At(1, learnt);
            (low - high).TotalMilliseconds.ShouldBeLessThanOrEqualTo((one.Step * Math.Log(ratio) * low.TotalMilliseconds) + 0.001);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Changes_no_faster_than_what_was_learnt() =>
        Prop.ForAll(Arb.From(Cases()), static one =>
        {
            var delay = EndOfTurnDelay.Of(one.Profile);
            var less = delay.At(one.Probability, TimeSpan.FromMilliseconds(one.Learnt));
            var more = delay.At(one.Probability, TimeSpan.FromMilliseconds(one.Learnt + 10));
            more.ShouldBeGreaterThanOrEqualTo(less);

            // Both bounds move by 10 ms at most; in between the shorter one counts by the power of their ratio, at most 13.4.
            (more - less).TotalMilliseconds.ShouldBeLessThanOrEqualTo(10 * 13.4);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static Gen<(EndOfTurnProfile Profile, double Probability, double Step, int Learnt)> Cases() =>
        from profile in Gen.Elements(EndOfTurnProfile.Quick, EndOfTurnProfile.Balanced, EndOfTurnProfile.Patient)
        from probability in Gen.Choose(0, 9_900)
        from step in Gen.Choose(1, 100)
        from learnt in Gen.Choose(0, 4000)
        select (profile, probability / 10_000.0, step / 10_000.0, learnt);
}
