using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Presenters;

/// <summary>Preflight without consequences: says what would keep the draft, or another profile, from being published.</summary>
internal static class Checking
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/preflight</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("{presenter}/preflight", HandleAsync)
        .WithPresenter("preflight", "presenter:view", Budget.Read).Produces<PreflightResult>()
        .WithSummary("Check whether it can be published").WithDescription("Checks the draft, or the profile in the body. Lists every reason at once; changes nothing.");

    private static async Task<IResult> HandleAsync(string presenter, PresenterProfile? profile, HttpContext context, EventStreams streams, PreflightDesk preflight, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken) is not { State: { Draft: { } draft } })
        {
            return PresenterEdits.NotFound(presenter);
        }

        var checkedProfile = profile ?? draft;
        var reasons = preflight.Check(checkedProfile, await preflight.FindAssetsAsync(tenant, checkedProfile, cancellationToken));
        return Results.Json(
            new PreflightResult(reasons.Count == 0, [.. reasons.Select(reason => new PreflightReason(reason.Code, reason.Detail, reason.Field))]),
            Contracts.Wire.Json);
    }
}
