using Troupe.Server.Delivery;

namespace Troupe.Server.Tests.Delivery;

[Trait("Category", "fast")]
public sealed class ArrivalRateTests
{
    [Fact]
    public void Lets_a_burst_pass_and_then_the_rate()
    {
        var time = new ManualTime();
        var rate = new ArrivalRate(time, perSecond: 10, burst: 5);
        Enumerable.Range(0, 7).Count(_ => rate.TryTake()).ShouldBe(5);
        time.Advance(TimeSpan.FromMilliseconds(99));
        rate.TryTake().ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        rate.TryTake().ShouldBeTrue();
        rate.TryTake().ShouldBeFalse();
    }

    [Fact]
    public void Lets_exactly_the_rate_pass_over_an_hour()
    {
        var time = new ManualTime();
        var rate = new ArrivalRate(time, perSecond: 3, burst: 1);
        var passed = 0;
        for (var step = 0; step < 3_600 * 20; step++)
        {
            passed += rate.TryTake() ? 1 : 0;
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        passed.ShouldBeInRange(3 * 3_600 * 95 / 100, 3 * 3_600);
    }

    [Fact]
    public void Gives_a_burst_back_after_silence()
    {
        var time = new ManualTime();
        var rate = new ArrivalRate(time, perSecond: 10, burst: 5);
        rate.TryTake(5).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(100));
        rate.TryTake(6).ShouldBeFalse();
        rate.TryTake(5).ShouldBeTrue();
    }
}
