using Troupe.Benchmarks.LipSync;
using Troupe.Conversation.Acting;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class MouthEventsTests
{
    private const string Said = "_ 200, b 60, ɑ 200, m 60, oʊ 200, f 60, ɛ 400, _ 200";

    [Fact]
    public void The_truth_itself_misses_nothing()
    {
        var events = MouthEvents.Of(Mouths.Scored(Said), lag: 0);

        (events.ClosureRecall, events.ClosureF1, events.FalseClosuresPerSecond).ShouldBe((1, 1, 0));
        (events.LabiodentalRecall, events.RoundingRecall, events.OnsetsMissed, events.Transitions).ShouldBe((1, 1, 0, 1));
        events.OnsetErrors.ShouldBe([0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Lips_that_never_close_have_no_recall()
    {
        var events = MouthEvents.Of(Mouths.Scored(Said, viseme: shown => shown == VisemeSet.PP ? VisemeSet.NN : shown), lag: 0);

        (events.ClosureRecall, events.ClosureF1, events.FalseClosuresPerSecond).ShouldBe((0, 0, 0));
        events.OnsetsMissed.ShouldBe(0.4, 1e-9);
    }

    [Fact]
    public void Lips_that_close_for_another_sound_are_counted_by_the_second()
    {
        // "f" shown as a closure, in 980 ms of speech: two of three closures are true.
        var events = MouthEvents.Of(Mouths.Scored(Said, viseme: shown => shown == VisemeSet.FF ? VisemeSet.PP : shown), lag: 0);

        events.ClosureRecall.ShouldBe(1);
        events.ClosureF1.ShouldBe(2 * (2 / 3.0) / (1 + (2 / 3.0)), 1e-9);
        events.FalseClosuresPerSecond.ShouldBe(1 / 0.98, 1e-9);
        events.LabiodentalRecall.ShouldBe(0);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public void A_closure_belongs_to_a_sound_within_40_ms(int late, double recall) =>
        MouthEvents.Of(Mouths.Scored("_ 300, ɑ 200, m 60, ɑ 400, _ 300", late), lag: 0).ClosureRecall.ShouldBe(recall);

    [Theory]
    [InlineData(3, 30)]
    [InlineData(-5, 50)]
    public void Onsets_are_timed(int late, double error) =>
        MouthEvents.Of(Mouths.Scored(Said, late), lag: 0).OnsetErrors.ShouldAllBe(one => one == error);

    [Fact]
    public void A_lag_that_is_granted_is_taken_off() =>
        MouthEvents.Of(Mouths.Scored(Said, late: 15), lag: 15).OnsetErrors.ShouldBe([0, 0, 0, 0, 0]);

    [Fact]
    public void A_mouth_that_flickers_changes_too_often()
    {
        // One true change, in the third of five flickers, which each bring two.
        var truth = Mouths.Truth("ɑ 200, u 200");
        var frames = Mouths.Shows(truth, 0);
        for (var frame = 4; frame < 40; frame += 8)
        {
            frames.Weights(frame).Clear();
            frames.Weights(frame)[VisemeSet.DD] = 1;
        }

        MouthEvents.Of([new ScoredClip(truth, frames)], lag: 0).Transitions.ShouldBe(10);
    }
}
