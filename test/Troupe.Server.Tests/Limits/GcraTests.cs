using Troupe.Server.Limits;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class GcraTests
{
    private const long Unit = 100;
    private const long Burst = 10 * Unit;

    [Fact]
    public void Gives_a_burst_at_once_and_then_the_rate()
    {
        var cell = new Gcra();
        Enumerable.Range(0, 15).Count(_ => cell.TryTake(0, Unit, Burst, out long _)).ShouldBe(10);
        Enumerable.Range(1, 1000).Count(tick => cell.TryTake(tick * (Unit / 4), Unit, Burst, out long _)).ShouldBe(250);
    }

    [Fact]
    public void Says_exactly_when_to_come_back()
    {
        var cell = new Gcra();
        cell.TryTake(0, Burst, Burst, out _).ShouldBeTrue();
        cell.TryTake(50, 3 * Unit, Burst, out var wait).ShouldBeFalse();
        cell.TryTake(50 + wait - 1, 3 * Unit, Burst, out _).ShouldBeFalse();
        cell.TryTake(50 + wait, 3 * Unit, Burst, out _).ShouldBeTrue();
    }

    [Fact]
    public void What_costs_more_than_a_full_budget_never_passes()
    {
        new Gcra().TryTake(0, Burst + 1, Burst, out var wait).ShouldBeFalse();
        wait.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_settled_estimate_gives_back_and_a_debt_is_paid_first()
    {
        var cell = new Gcra();
        cell.TryTake(0, 8 * Unit, Burst, out _).ShouldBeTrue();
        cell.Settle(0, -6 * Unit);
        cell.Left(0, Burst).ShouldBe(8 * Unit);
        cell.Settle(0, 20 * Unit);
        cell.Left(0, Burst).ShouldBe(0);
        cell.TryTake(0, Unit, Burst, out var wait).ShouldBeFalse();
        wait.ShouldBe(13 * Unit);
    }

    [Fact]
    public async Task Many_threads_together_get_no_more_than_the_burst()
    {
        var cell = new Gcra();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(_ => cell.TryTake(7, 1, 2000, out long _)))));
        taken.Sum().ShouldBe(2000);
    }
}
