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
            .RequireScopeOf("tenant:view").Costs(Budget.Read)
            .WithName("limits.show").WithTags("Limits")
            .WithSummary("Shows the budgets of the calling credential.")
            .WithDescription("What is left is a promise: so many units pass at once, whatever the load.")
            .Produces<LimitsView>();

    private static IResult Show(HttpContext context, Limiter limiter, ITierDirectory tiers)
    {
        var caller = Caller.Of(context);
        return Results.Json(new LimitsView(tiers.TierOf(caller.Tenant), [.. Enum.GetValues<Budget>().Select(budget => StatusOf(limiter.View(caller.Tenant, caller.Subject, session: null, budget, WorkOf(budget))))]), Wire.Json);
    }

    // Megabytes and seconds are no work of their own.
    private static double WorkOf(Budget budget) => budget is Budget.Upload or Budget.Talk ? 0 : ActionCost.WorkOf(budget);

    private static BudgetStatus StatusOf(BudgetView view) => new(
        view.Name,
        view.Unit,
        view.Quota,
        (long)view.Window.TotalSeconds,
        view.Left,
        (long)view.Reset.TotalSeconds);
}
