using Troupe.Server.Admission;

namespace Troupe.Server.Limits;

/// <summary>Lets requests reach an endpoint only when their cost is paid for. Stands after admission: it needs the caller.</summary>
internal sealed class RequireBudget(RequestDelegate next, Limiter limiter, LimitsMetrics metrics)
{
    /// <summary>Takes a request.</summary>
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ActionCost>() is { } cost ? PayAsync(context, cost) : next(context);

    private Task PayAsync(HttpContext context, ActionCost cost)
    {
        var caller = Caller.Of(context);
        var decision = limiter.Charge(caller.Tenant, caller.Subject, session: null, cost.Budget, cost.Units, cost.Work);
        RateLimitHeaders.Promise(context.Response, () => limiter.View(caller.Tenant, caller.Subject, session: null, cost.Budget, cost.Budget is Budget.Upload ? 0 : cost.Work / cost.Units));
        if (decision.Passed)
        {
            return next(context);
        }

        metrics.Refused(RateLimitHeaders.NameOf(cost.Budget), decision.Reason!);
        return Refusal(cost.Budget, decision).ExecuteAsync(context);
    }

    /// <summary>The answer to a request that was not paid for.</summary>
    public static IResult Refusal(Budget budget, in LimitDecision decision) => Problem.Of(
        decision.Reason!,
        decision.Reason == "quota_exceeded"
            ? $"The {RateLimitHeaders.NameOf(budget)} budget of this credential or its tenant is used up; RateLimit says when it fills again."
            : "The server is busy and gives every tenant less for a while.",
        decision.Wait);
}

/// <summary>Limits endpoints.</summary>
internal static class LimitedEndpoints
{
    /// <summary>Makes a request to the endpoint cost something. The endpoint must be guarded: its caller pays.</summary>
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    /// <param name="budget">The budget that pays.</param>
    /// <param name="units">How much, in units of the budget.</param>
    /// <param name="work">How much of the server's capacity, in costs of commands; null for what is usual for the budget.</param>
    public static TBuilder Costs<TBuilder>(this TBuilder endpoint, Budget budget, double units = 1, double? work = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ActionCost(budget, units, work ?? ActionCost.WorkOf(budget)));

    /// <summary>Has the caller pay for what only the request itself tells; null when it is paid for, otherwise the refusal.</summary>
    /// <param name="context">The request, of a guarded endpoint.</param>
    /// <param name="limiter">Decides.</param>
    /// <param name="budget">The budget that pays.</param>
    public static IResult? Charge(this HttpContext context, Limiter limiter, Budget budget)
    {
        var caller = Caller.Of(context);
        var decision = limiter.Take(caller.Tenant, caller.Subject, session: null, budget, units: 1);
        RateLimitHeaders.Promise(context.Response, () => limiter.View(caller.Tenant, caller.Subject, session: null, budget));
        return decision.Passed ? null : RequireBudget.Refusal(budget, decision);
    }

    /// <summary>Stands before the endpoints, after admission.</summary>
    public static void UseLimits(this WebApplication app) => app.UseMiddleware<RequireBudget>();
}
