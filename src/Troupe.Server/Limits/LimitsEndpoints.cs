using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;

namespace Troupe.Server.Limits;

/// <summary>Shows budgets.</summary>
internal static class LimitsEndpoints
{
    /// <summary>Maps <c>GET /v1/limits</c>.</summary>
    public static void MapLimits(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/limits", Show)
            .RequireScopeOf("tenant:view")
            .WithName("limits.show").WithTags("Limits")
            .WithSummary("Shows the budgets of the calling credential.")
            .WithDescription("What is left is a promise: so many units pass at once, whatever the load. Asking costs nothing.")
            .Produces<LimitsView>();

    private static IResult Show(HttpContext context, Limiter limiter, ITierDirectory tiers)
    {
        var caller = Caller.Of(context);
        return Results.Json(new LimitsView(tiers.TierOf(caller.Tenant), [.. Enum.GetValues<Budget>().Select(budget => StatusOf(limiter.View(caller.Tenant, caller.Subject, session: null, budget)))]), Wire.Json);
    }

    private static BudgetStatus StatusOf(BudgetView view) => new(
        RateLimitHeaders.NameOf(view.Budget),
        RateLimitHeaders.UnitOf(view.Budget),
        view.Quota,
        (long)view.Window.TotalSeconds,
        view.Left,
        (long)view.Reset.TotalSeconds);
}
