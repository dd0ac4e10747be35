using Troupe.Server.Admission;

namespace Troupe.Server.Limits;

/// <summary>Lets requests reach an endpoint only when their cost is paid for. Stands after admission: it needs the caller.</summary>
internal sealed class RequireBudget(Limiter limiter, LimitsMetrics metrics) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var cost = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ActionCost>()
            ?? throw new InvalidOperationException("The endpoint does not say what it costs.");
        var caller = Caller.Of(context.HttpContext);
        var decision = limiter.Work(caller.Tenant, cost.Work);
        if (decision.Passed)
        {
            decision = limiter.Take(caller.Tenant, caller.Subject, session: null, cost.Budget, cost.Units);
        }

        RateLimitHeaders.Write(context.HttpContext.Response.Headers, limiter.View(caller.Tenant, caller.Subject, session: null, cost.Budget));
        if (decision.Passed)
        {
            return await next(context);
        }

        metrics.Refused(cost.Budget, decision.Reason!);
        return Problem.Of(
            decision.Reason!,
            decision.Reason == "quota_exceeded"
                ? $"The {RateLimitHeaders.NameOf(cost.Budget)} budget of this credential or its tenant is used up; RateLimit says when it fills again."
                : "The server is busy and gives every tenant less for a while.",
            decision.Wait);
    }
}

/// <summary>Limits endpoints.</summary>
internal static class LimitedEndpoints
{
    /// <summary>Makes a request to the endpoint cost something. Put it after <see cref="RequireScope.RequireScopeOf"/>.</summary>
    /// <param name="endpoint">The endpoint, or a group of them.</param>
    /// <param name="budget">The budget that pays.</param>
    /// <param name="units">How much, in units of the budget.</param>
    /// <param name="work">How much of the server's capacity, in costs of commands.</param>
    public static TBuilder Costs<TBuilder>(this TBuilder endpoint, Budget budget, double units = 1, double work = 1)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter<TBuilder, RequireBudget>().WithMetadata(new ActionCost(budget, units, work));
}
