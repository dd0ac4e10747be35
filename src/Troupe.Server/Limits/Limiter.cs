using Microsoft.Extensions.Options;

namespace Troupe.Server.Limits;

/// <summary>Decides what tenants may use. Thread-safe; a decision allocates nothing once the budgets exist.</summary>
internal sealed class Limiter
{
    /// <summary>The longest wait that is worth naming to a client; what never passes is named so too.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Below this factor prices count as raised: a tenth is noise.</summary>
    private const double Raised = 0.9;

    private readonly LimitsOptions _options;
    private readonly ITierDirectory _tiers;
    private readonly ServerLoad _load;
    private readonly TimeProvider _time;
    private readonly Budgets<BudgetKey> _budgets = new();
    private readonly FairShare _share;
    private readonly TierLimits _standard;

    /// <summary>Creates it.</summary>
    public Limiter(IOptions<LimitsOptions> options, ITierDirectory tiers, ServerLoad load, TimeProvider time)
    {
        _options = options.Value;
        (_tiers, _load, _time) = (tiers, load, time);
        _standard = _options.Tiers["standard"];
        _share = new FairShare(_options.Capacity);
    }

    /// <summary>Takes what an action costs from the budgets of the tenant, of the credential and of the session: from all, or from none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">Whose credential; null for work of the server itself.</param>
    /// <param name="session">In which session; null outside of one.</param>
    /// <param name="budget">Which budget.</param>
    /// <param name="units">The cost; more than 0.</param>
    public LimitDecision Take(TenantId tenant, string? subject, string? session, Budget budget, double units)
    {
        var now = Now();
        var tier = TierOf(tenant);
        var load = Factor(tier);
        var whole = Terms(tier, budget, 1);
        var cell = _budgets[new BudgetKey(tenant, budget, Part: null), now];
        if (!cell.TryTake(now, whole.Price(units, load), whole.Burst, out var wait))
        {
            return Refuse(load, wait);
        }

        if (subject is not null && TryPart(tenant, subject, tier, budget, _options.KeyShare, units, load, now) is { } byKey)
        {
            cell.Settle(now, -whole.Price(units, load));
            return byKey;
        }

        if (session is not null && TryPart(tenant, session, tier, budget, _options.SessionShare, units, load, now) is { } bySession)
        {
            cell.Settle(now, -whole.Price(units, load));
            Give(tenant, subject, tier, budget, _options.KeyShare, units, load, now);
            return bySession;
        }

        return LimitDecision.Pass;
    }

    /// <summary>Takes a part of the server's capacity, shared fairly among tenants.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="work">How much, in costs of commands.</param>
    public LimitDecision Work(TenantId tenant, double work) =>
        _share.TryTake(tenant, TierOf(tenant).Weight, work, Now(), out var wait)
            ? LimitDecision.Pass
            : new LimitDecision(Passed: false, "temporarily_reduced", Duration(wait));

    /// <summary>Takes what one request of a budget costs: its work, and a unit of the budgets as <see cref="Take"/> does.</summary>
    public LimitDecision Charge(TenantId tenant, string? subject, string? session, Budget budget, double units = 1, double? work = null) =>
        Work(tenant, work ?? ActionCost.WorkOf(budget)) is { Passed: false } busy ? busy : Take(tenant, subject, session, budget, units);

    /// <summary>Corrects a cost that was estimated when it was taken.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">As when it was taken.</param>
    /// <param name="session">As when it was taken.</param>
    /// <param name="budget">Which budget.</param>
    /// <param name="difference">Units that it cost more (or less, when negative) than was taken.</param>
    public void Settle(TenantId tenant, string? subject, string? session, Budget budget, double difference)
    {
        var now = Now();
        var tier = TierOf(tenant);
        _budgets[new BudgetKey(tenant, budget, Part: null), now].Settle(now, Terms(tier, budget, 1).Price(difference, 1));
        Give(tenant, subject, tier, budget, _options.KeyShare, -difference, 1, now);
        Give(tenant, session, tier, budget, _options.SessionShare, -difference, 1, now);
    }

    /// <summary>What a caller may count on: the least of its budgets, and no more than the tenant's share of the server does at once.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">As when it is taken.</param>
    /// <param name="session">As when it is taken.</param>
    /// <param name="budget">Which budget.</param>
    /// <param name="work">How much of the server's capacity a unit needs; 0 for none.</param>
    public BudgetView View(TenantId tenant, string? subject, string? session, Budget budget, double work = 0)
    {
        var tier = TierOf(tenant);
        var view = View(new BudgetKey(tenant, budget, Part: null), tier, 1);
        if (subject is not null)
        {
            view = Least(view, View(new BudgetKey(tenant, budget, subject), tier, _options.KeyShare));
        }

        if (session is not null)
        {
            view = Least(view, View(new BudgetKey(tenant, budget, session), tier, _options.SessionShare));
        }

        return work > 0 ? view with { Left = Math.Min(view.Left, _share.Left(tenant, tier.Weight, work, Now())) } : view;
    }

    private LimitDecision? TryPart(TenantId tenant, string part, TierLimits tier, Budget budget, double share, double units, double load, long now)
    {
        var terms = Terms(tier, budget, share);
        var cell = _budgets[new BudgetKey(tenant, budget, part), now];
        return cell.TryTake(now, terms.Price(units, load), terms.Burst, out var wait) ? null : Refuse(load, wait);
    }

    private void Give(TenantId tenant, string? part, TierLimits tier, Budget budget, double share, double units, double load, long now)
    {
        if (part is not null)
        {
            _budgets[new BudgetKey(tenant, budget, part), now].Settle(now, -Terms(tier, budget, share).Price(units, load));
        }
    }

    // With raised prices the budget would have lasted longer: then the server is to blame and not the caller.
    private static LimitDecision Refuse(double load, long wait) =>
        new(Passed: false, load < Raised ? "temporarily_reduced" : "quota_exceeded", Duration(wait));

    private BudgetView View(in BudgetKey key, TierLimits tier, double share)
    {
        var now = Now();
        var terms = Terms(tier, key.Budget, share);
        return terms.View(RateLimitHeaders.NameOf(key.Budget), RateLimitHeaders.UnitOf(key.Budget), _budgets[key, now].Left(now, terms.Burst), tier.LoadFloor);
    }

    private static BudgetView Least(BudgetView one, BudgetView other) => other.Left < one.Left ? other : one;

    private BudgetTerms Terms(TierLimits tier, Budget budget, double share) => BudgetTerms.Of(tier.Of(budget), tier.Scale * share / _options.Nodes);

    private double Factor(TierLimits tier) => 1 - (_load.Value * (1 - tier.LoadFloor));

    private TierLimits TierOf(TenantId tenant) => _options.Tiers.GetValueOrDefault(_tiers.TierOf(tenant), _standard);

    private long Now() => _time.Nanoseconds();

    private static TimeSpan Duration(long nanoseconds) => nanoseconds >= LongestWait.Ticks * 100 ? LongestWait : TimeSpan.FromTicks((nanoseconds / 100) + 1);
}
