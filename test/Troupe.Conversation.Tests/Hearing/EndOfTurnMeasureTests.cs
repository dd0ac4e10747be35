using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>How well words tell that a turn is over, on labelled partial transcripts. The labels are ours: the figures say that the rules do what they are for, not how people speak.</summary>
[Trait("Category", "fast")]
public sealed class EndOfTurnMeasureTests(ITestOutputHelper output)
{
    private static readonly ClauseTurnDetector Detector = new();
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(700);

    [Fact]
    public void Answers_complete_turns_soon_and_waits_for_the_rest_of_others()
    {
        var delays = LabelledPartials.All.Select(partial => (Labelled: partial, Delay: Delay(partial.Partial, partial.Said))).ToList();
        var complete = delays.Where(one => one.Labelled.IsComplete).ToList();
        var open = delays.Where(one => !one.Labelled.IsComplete).ToList();
        var soon = complete.Count(one => one.Delay <= TimeSpan.FromMilliseconds(350)) / (double)complete.Count;
        var late = open.Count(one => one.Delay >= TimeSpan.FromMilliseconds(700)) / (double)open.Count;
        output.WriteLine($"complete: {complete.Count}, of which {soon:P1} wait 350 ms at most; open: {open.Count}, of which {late:P1} wait 700 ms at least");
        foreach (var (labelled, delay) in delays.OrderBy(one => one.Delay))
        {
            output.WriteLine($"{delay.TotalMilliseconds,5:0} ms  {(labelled.IsComplete ? "complete" : "open    ")}  {labelled.Partial}{(labelled.Said is null ? "" : $"   ({labelled.Said})")}");
        }

        (complete.Count + open.Count).ShouldBeGreaterThanOrEqualTo(60);
        soon.ShouldBeGreaterThanOrEqualTo(0.9);
        late.ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Judges_the_partials_that_its_rules_were_set_by() => Measure(TuningPartials.All);

    [Fact]
    public void Judges_partials_that_no_rule_was_set_by() => Measure(HeldOutPartials.All);

    private void Measure(IReadOnlyList<ClassedPartial> partials)
    {
        var delays = partials.Select(one => (one.Class, one.IsComplete, one.Partial, Delay: Delay(one.Partial, one.Said))).ToList();
        foreach (var of in delays.GroupBy(one => one.Class))
        {
            var good = of.Count(one => one.IsComplete ? one.Delay <= Soon : one.Delay >= Late);
            output.WriteLine($"{of.Key}: {good} of {of.Count()}: {string.Join("; ", of.Where(one => one.IsComplete ? one.Delay > Soon : one.Delay < Late).Select(one => $"{one.Partial} {one.Delay.TotalMilliseconds:0}"))}");
        }

        double Share(Func<PartialClass, bool> of, Func<TimeSpan, bool> good) => delays.Where(one => of(one.Class)).Average(one => good(one.Delay) ? 1.0 : 0.0);

        var late = Share(of => of < PartialClass.Question, delay => delay >= Late);
        var soon = Share(of => of is PartialClass.Question or PartialClass.Command or PartialClass.Answer, delay => delay <= Soon);
        var atOnce = Share(of => of is PartialClass.Question, delay => delay <= TimeSpan.FromMilliseconds(200));
        output.WriteLine($"open that wait 700 ms at least: {late:P1}; complete that wait 350 ms at most: {soon:P1}; questions that wait 200 ms at most: {atOnce:P1}");
        partials.Count.ShouldBeGreaterThan(200);
        late.ShouldBeGreaterThanOrEqualTo(0.95);
        soon.ShouldBeGreaterThanOrEqualTo(0.95);
        atOnce.ShouldBeGreaterThanOrEqualTo(0.98);
    }

    private static TimeSpan Delay(string partial, string? said)
    {
        var context = new TurnContext(partial) { Said = said };
        return new EndOfTurn(Detector, new EndOfTurnOptions()).Delay(context);
    }
}
