using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Troupe.Server.Limits;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class LimiterTests
{
    private static readonly TenantId Acme = new("acme");

    private readonly ManualTime _time = new();
    private readonly ServerLoad _load;
    private readonly Limiter _limiter;

    public LimiterTests()
    {
        _load = new ServerLoad(_time);
        _limiter = new Limiter(Options.Create(new LimitsOptions()), new TiersByName(), _load, _time);
    }

    [Fact]
    public void Budgets_do_not_share()
    {
        Count(Budget.Publish, "key", session: null).ShouldBe(8);
        Count(Budget.Preview, "key", session: null).ShouldBe(8);
        Take(Budget.Command, "key", session: null).Passed.ShouldBeTrue();
    }

    [Fact]
    public void One_key_leaves_something_for_the_others()
    {
        Count(Budget.Command, "one", session: null).ShouldBe(240);
        Count(Budget.Command, "two", session: null).ShouldBe(60);
        Take(Budget.Command, "two", session: null).Reason.ShouldBe("quota_exceeded");
    }

    [Theory]
    [InlineData("ada", null)]
    [InlineData("ada", "s")]
    public void People_and_sessions_of_two_tenants_that_are_called_the_same_have_budgets_of_their_own(string subject, string? session)
    {
        var rival = new TenantId("rival");
        Count(Budget.Command, subject, session).ShouldBeGreaterThan(100);
        _limiter.View(Acme, subject, session, Budget.Command).Left.ShouldBe(0);
        var left = _limiter.View(rival, subject, session, Budget.Command).Left;
        left.ShouldBeGreaterThan(20);
        _limiter.Take(rival, subject, session, Budget.Command, 10).Passed.ShouldBeTrue();
        _limiter.View(rival, subject, session, Budget.Command).Left.ShouldBeLessThan(left);
        _limiter.Settle(rival, subject, session, Budget.Command, -10);
        _limiter.View(rival, subject, session, Budget.Command).Left.ShouldBe(left);
        _limiter.View(Acme, subject, session, Budget.Command).Left.ShouldBe(0);
    }

    [Fact]
    public void A_request_that_a_session_cannot_pay_takes_from_nobody()
    {
        Count(Budget.Command, "key", "s").ShouldBe(150);
        Take(Budget.Command, "key", "s").Passed.ShouldBeFalse();
        Count(Budget.Command, "key", session: null).ShouldBe(90);
    }

    [Fact]
    public void Under_load_the_server_is_named_as_the_cause()
    {
        _load.Value = 1;
        Count(Budget.Command, "key", session: null).ShouldBe(60);
        Take(Budget.Command, "key", session: null).Reason.ShouldBe("temporarily_reduced");
        _load.Value = 0;
        Take(Budget.Command, "key", session: null).Reason.ShouldBe("quota_exceeded");
    }

    [Fact]
    public void A_reserved_hour_of_talk_is_settled_to_the_minute_it_took()
    {
        _limiter.Take(Acme, "key", "s", Budget.Talk, 1800).Passed.ShouldBeTrue();
        _limiter.Take(Acme, "key", "s", Budget.Talk, 60).Passed.ShouldBeFalse();
        _limiter.Settle(Acme, "key", "s", Budget.Talk, 60 - 1800);
        _limiter.View(Acme, "key", "s", Budget.Talk).Quota.ShouldBe(1800);
        _limiter.Take(Acme, "key", "s", Budget.Talk, 1700).Passed.ShouldBeTrue();
    }

    [Fact]
    public void What_is_promised_is_given_whatever_was_used_before_and_whatever_the_load_becomes()
    {
        var steps = Gen.Choose(0, 3000).Two().ListOf(20);
        Prop.ForAll(steps.ToArbitrary(), used =>
        {
            var time = new ManualTime();
            var load = new ServerLoad(time);
            var limiter = new Limiter(Options.Create(new LimitsOptions()), new TiersByName(), load, time);
            foreach (var (wait, units) in used)
            {
                time.Advance(TimeSpan.FromMilliseconds(wait));
                load.Value = units % 11 / 10.0;
                limiter.Take(Acme, "key", "s", Budget.Command, 1 + (units % 40));
            }

            var promised = limiter.View(Acme, "key", "s", Budget.Command).Left;
            load.Value = 1;
            for (var unit = 0; unit < promised; unit++)
            {
                if (!limiter.Take(Acme, "key", "s", Budget.Command, 1).Passed)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        _limiter.Take(Acme, "key", "s", Budget.Command, 1);
        _limiter.Work(Acme, 1);
        var allocated = 0L;
        for (var round = 0; round < 10_000; round++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            _limiter.Take(Acme, "key", "s", Budget.Command, 1);
            _limiter.Work(Acme, 1);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        allocated.ShouldBe(0);
    }

    [Fact]
    public void Budgets_that_are_full_again_are_not_kept()
    {
        var budgets = new Budgets<BudgetKey>();
        for (var number = 0; number < 100_000; number++)
        {
            budgets[new BudgetKey(Acme, Budget.Command, $"key-{number}"), number * 10L].TryTake(number * 10L, 100, 1000, out _);
        }

        budgets.Count.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_named()
    {
        var options = new LimitsOptions { Nodes = 0, Capacity = 0, KeyShare = 2 };
        options.Tiers["standard"].Command.Burst = 0;
        options.Tiers["standard"].LoadFloor = 0;
        options.Mistakes().Count.ShouldBe(5);
        new LimitsOptions().Mistakes().ShouldBeEmpty();
    }

    private LimitDecision Take(Budget budget, string subject, string? session) => _limiter.Take(Acme, subject, session, budget, 1);

    private int Count(Budget budget, string subject, string? session) => Enumerable.Range(0, 400).Count(_ => Take(budget, subject, session).Passed);
}
