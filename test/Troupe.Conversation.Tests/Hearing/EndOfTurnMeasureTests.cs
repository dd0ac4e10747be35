using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>How well words tell that a turn is over, on labelled partial transcripts. The labels are ours: the figures say that the rules do what they are for, not how people speak.</summary>
[Trait("Category", "fast")]
public sealed class EndOfTurnMeasureTests(ITestOutputHelper output)
{
    private static readonly ClauseTurnDetector Detector = new();

    [Fact]
    public void Answers_complete_turns_soon_and_waits_for_the_rest_of_others()
    {
        var delays = LabelledPartials.All.Select(partial => (Labelled: partial, Delay: Delay(partial))).ToList();
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

    private static TimeSpan Delay(LabelledPartial labelled)
    {
        var context = new TurnContext(labelled.Partial) { Said = labelled.Said };
        return new EndOfTurn(Detector, new EndOfTurnOptions()).Delay(context);
    }
}
