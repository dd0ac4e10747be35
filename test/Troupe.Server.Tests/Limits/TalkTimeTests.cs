using Microsoft.Extensions.Options;
using Troupe.Server.Limits;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class TalkTimeTests
{
    private static readonly TenantId Acme = new("acme");

    private readonly ManualTime _time = new();
    private readonly Limiter _limiter;
    private readonly TalkBudget _budget;

    public TalkTimeTests()
    {
        var options = new LimitsOptions { SessionShare = 1 };
        options.Tiers["standard"].Talk = new BudgetLimits { PerMinute = 30, Burst = 300 };
        _limiter = new Limiter(Options.Create(options), new TiersByName(), new ServerLoad(_time), _time);
        _budget = new TalkBudget(_limiter, _time);
    }

    [Fact]
    public void A_short_session_pays_what_it_took()
    {
        using (var talk = Take())
        {
            talk.Start(() => { });
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Left().ShouldBe(73, "300 seconds at the highest price, a quarter; ten were used and five came back since");
    }

    [Fact]
    public void A_session_that_was_never_opened_costs_nothing()
    {
        Take().Dispose();
        Left().ShouldBe(75);
    }

    [Fact]
    public void A_session_ends_when_no_more_is_given_and_not_before()
    {
        using var talk = Take();
        var endedAt = -1.0;
        talk.Start(() => endedAt = _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        for (var minute = 0; minute < 20 && endedAt < 0; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        // 300 at once and 30 a minute, taken by whole minutes: after nine of them 540 were given and the tenth is not covered.
        endedAt.ShouldBe(540);
    }

    [Fact]
    public void A_session_is_refused_when_there_is_nothing_left()
    {
        for (var session = 0; session < 5; session++)
        {
            Take($"s{session}").Session.ShouldBe($"s{session}");
        }

        _budget.TryTake(Acme, "late", out var decision).ShouldBeNull();
        decision.Reason.ShouldBe("quota_exceeded");
        decision.Wait.ShouldBe(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
    }

    private TalkTime Take(string session = "s") => _budget.TryTake(Acme, session, out _)!;

    private long Left() => _limiter.View(Acme, subject: null, session: null, Budget.Talk).Left;
}
