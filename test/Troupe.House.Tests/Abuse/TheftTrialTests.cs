using Troupe.Benchmarks.Abuse;

namespace Troupe.House.Tests.Abuse;

/// <summary>The benchmark's trial, a quarter as long.</summary>
[Trait("Category", "fast")]
public sealed class TheftTrialTests
{
    [Fact]
    public async Task Thieves_are_caught_and_honest_people_left_alone()
    {
        var outcome = await TheftTrial.RunAsync(sessions: 4_900, thefts: 125, seed: 2);
        ((double)outcome.Caught / outcome.Thefts).ShouldBeGreaterThanOrEqualTo(0.99);
        ((double)outcome.FalsePositives / outcome.Sessions).ShouldBeLessThanOrEqualTo(0.001);
        outcome.MedianDetect.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        outcome.Audited.ShouldBe(outcome.Caught + outcome.FalsePositives);
    }
}
