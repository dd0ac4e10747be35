using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class SpeakerPausesTests
{
    [Fact]
    public void Knows_nothing_at_first() => new SpeakerPauses().Learnt.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Nears_the_pauses_of_a_slow_speaker()
    {
        var pauses = new SpeakerPauses();
        var learnt = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            pauses = pauses.WentOn(TimeSpan.FromMilliseconds(800), probability: 1);
            learnt.Add(pauses.Learnt.TotalMilliseconds);
        }

        learnt.ShouldBe([700, 910, 973, 991.9]);
    }

    [Fact]
    public void Learns_little_from_a_pause_that_was_expected()
    {
        var pauses = new SpeakerPauses().WentOn(TimeSpan.FromMilliseconds(800), probability: 0.1);
        pauses.Learnt.ShouldBe(TimeSpan.FromMilliseconds(70));
    }

    [Fact]
    public void Falls_slowly_after_a_shorter_pause()
    {
        var pauses = new SpeakerPauses { Learnt = TimeSpan.FromMilliseconds(1000) }.WentOn(TimeSpan.FromMilliseconds(400), probability: 1);
        pauses.Learnt.ShouldBe(TimeSpan.FromMilliseconds(925));
    }

    [Fact]
    public void Is_lowered_by_turns_without_pauses()
    {
        var pauses = new SpeakerPauses().WentOn(TimeSpan.FromMilliseconds(800), probability: 1).TurnEnded();
        pauses.Learnt.ShouldBe(TimeSpan.FromMilliseconds(700));
        pauses.TurnEnded().Learnt.ShouldBe(TimeSpan.FromMilliseconds(595));
        pauses.TurnEnded().TurnEnded().TurnEnded().TurnEnded().TurnEnded().Learnt.ShouldBeLessThan(TimeSpan.FromMilliseconds(350));
    }

    [Theory]
    [InlineData(3001)]
    [InlineData(0)]
    [InlineData(-5)]
    public void Takes_nothing_from_what_is_no_pause(int milliseconds)
    {
        var pauses = new SpeakerPauses { Learnt = TimeSpan.FromMilliseconds(300) };
        pauses.WentOn(TimeSpan.FromMilliseconds(milliseconds), probability: 1).ShouldBe(pauses);
    }

    [Fact]
    public void Stays_between_nothing_and_the_longest_pause_it_met() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Gen.Choose(-1, 3000))), static met =>
        {
            var pauses = new SpeakerPauses();
            foreach (var pause in met)
            {
                pauses = pause < 0 ? pauses.TurnEnded() : pauses.WentOn(TimeSpan.FromMilliseconds(pause), probability: pause % 11 / 10.0);
            }

            pauses.Learnt.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            pauses.Learnt.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(met.Append(0).Max() * SpeakerPauses.Margin));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
