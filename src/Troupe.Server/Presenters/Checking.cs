using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Preflight without consequences: says what would keep the draft, or another profile, from being published.</summary>
internal static class Checking
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/preflight</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("{presenter}/preflight", HandleAsync)
        .WithPresenter("preflight", "presenter:view", Budget.Read).Produces<PreflightResult>()
        .WithSummary("Check whether it can be published").WithDescription("Checks the draft, or the profile in the body, and asks the policy about its words. Lists every reason at once; changes nothing. Words that would be held are no reason: publishing is answered 202 then.");

    private static async Task<IResult> HandleAsync(string presenter, PresenterProfile? profile, HttpContext context, EventStreams streams, Publisher publisher, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken) is not { State: { Draft: { } draft } state })
        {
            return PresenterEdits.NotFound(presenter);
        }

        var (fit, policy) = await publisher.CheckAsync(tenant, state, profile ?? draft, cancellationToken);
        IReadOnlyList<Reason> reasons = policy is Decision.Deny { Refusal: { } denied } ? [.. fit, .. denied.Reasons] : fit;
        return Results.Json(
            new PreflightResult(reasons.Count == 0, [.. reasons.Select(reason => new PreflightReason(reason.Code, reason.Detail, reason.Field))]),
            Contracts.Wire.Json);
    }
}
