using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class LatencyTests
{
    [Fact]
    public void Draws_have_the_median_and_the_95th_percentile_that_are_asked_for()
    {
        var random = new Random(1);
        var latency = new Latency(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(900));
        var drawn = Enumerable.Range(0, 20_000).Select(_ => latency.Next(random).TotalMilliseconds).Order().ToArray();
        drawn[10_000].ShouldBe(300, tolerance: 10);
        drawn[19_000].ShouldBe(900, tolerance: 40);
    }

    [Fact]
    public void A_constant_draws_nothing()
    {
        var (random, same) = (new Random(7), new Random(7));
        Latency.Milliseconds(80).Next(random).ShouldBe(TimeSpan.FromMilliseconds(80));
        random.Next().ShouldBe(same.Next());
    }
}
