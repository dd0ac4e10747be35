using FsCheck;
using FsCheck.Fluent;

namespace Troupe.Conversation.Tests.Playout;

/// <summary>Whatever is sent, lost, repeated, late, stopped and resumed, in whatever order.</summary>
[Trait("Category", "fast")]
public sealed class HeardLedgerProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(5000);

    [Fact]
    public void Once_the_client_has_said_where_it_stopped_the_words_are_those_that_the_loudspeaker_played() => Check(steps =>
    {
        var answer = Play(steps);
        answer.Settle();
        return answer.Heard == answer.Truth && !answer.IsEstimated;
    });

    [Fact]
    public void Words_come_once_and_in_order_and_no_report_is_taken_back_at_any_moment() => Check(steps =>
    {
        var sound = true;
        Play(steps, answer => sound &= answer.IsOfTheAnswer(answer.Heard) && !answer.IsBehindReports);
        return sound;
    });

    [Fact]
    public void An_estimate_is_marked_as_one_at_any_moment() => Check(steps =>
    {
        var marked = true;
        Play(steps, answer => marked &= answer.IsEstimated == answer.IsSilentOnOne);
        return marked;
    });

    [Fact]
    public void What_was_heard_before_and_after_cuts_is_how_the_answer_begins_when_the_client_says_where_it_stopped() => Check(steps =>
    {
        var answer = Play(steps, acknowledged: true);
        answer.Settle();
        return answer.IsPrefix(answer.Heard) && answer.Heard == answer.Truth;
    });

    private static void Check(Func<Step[], bool> holds) => Prop.ForAll(Gen.ArrayOf(StepGen()).ToArbitrary(), holds).Check(Many);

    private static Gen<Step> StepGen() =>
        from kind in Gen.Choose(0, 9)
        from amount in Gen.Choose(1, 40)
        select new Step(kind, amount);

    private static HeardAnswer Play(Step[] steps, Action<HeardAnswer>? look = null, bool acknowledged = false)
    {
        var answer = new HeardAnswer([120, 0, 305, 220, 61, 418, 300, 300, 1, 250, 333]);
        foreach (var (kind, amount) in steps)
        {
            switch (kind)
            {
                case 0 or 1:
                    answer.Send(amount);
                    break;
                case 2 or 3:
                    answer.Pass(amount * 7, stalls: amount % 5 == 0);
                    break;
                case 4:
                    answer.Report();
                    break;
                case 5:
                    answer.Arrive(amount, again: amount % 3 == 0);
                    break;
                case 6:
                    answer.Lose(amount);
                    break;
                case 7:
                    answer.Stop();
                    break;
                case 8:
                    answer.Clear();
                    break;
                case 9 when acknowledged:
                    answer.ClearAndArrive();
                    answer.Resume();
                    break;
                case 9:
                    answer.Resume();
                    break;
            }

            look?.Invoke(answer);
        }

        return answer;
    }

    private sealed record Step(int Kind, int Amount);
}
