using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Makes a revision of the draft that never changes; sessions that are not pinned show it at once.</summary>
internal static class Publishing
{
    private const int LongestNote = 500;

    /// <summary>Maps <c>POST /v1/presenters/{presenter}/publish</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("{presenter}/publish", HandleAsync)
        .WithPresenter("publish", "presenter:publish").RequireIfMatch().RequireIdempotencyKey()
        .WithSummary("Publish the draft").WithDescription("Preflight comes first: 422 lists everything that does not fit. Live sessions show the revision with their next frame.");

    /// <summary>Decides.</summary>
    /// <param name="state">The presenter.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">When.</param>
    /// <param name="check">Preflight.</param>
    public static Decided Decide(Presenter state, PublishPresenter command, DateTimeOffset now, Func<PresenterProfile, IReadOnlyList<Reason>> check)
    {
        if (command.Note?.Length > LongestNote)
        {
            return new Decided.Refused("invalid_command", new Reason("length", $"A note has at most {LongestNote} characters.", "/note"));
        }

        return check(state.Draft!) is { Count: > 0 } reasons
            ? new Decided.Refused("incompatible", reasons)
            : new Decided.Accepted(new PresenterPublished(state.Revisions.Count + 1, now, command.Note, state.Draft!));
    }

    private static async Task<IResult> HandleAsync(
        string presenter, PublishPresenter request, HttpContext context, CommandDesk desk, EventStreams streams, PreflightDesk preflight, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!StreamId.IsId(presenter))
        {
            return PresenterEdits.NotFound(presenter);
        }

        // The assets are looked up before the decision, which is pure; a draft that names others by then is refused as lacking them.
        var tenant = Caller.Of(context).Tenant;
        var (seen, _) = await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken);
        var assets = await preflight.FindAssetsAsync(tenant, seen.Draft ?? new PresenterProfile(), cancellationToken);
        return await context.DoAsync(
            desk,
            presenter,
            "publish",
            request,
            state => PresenterEdits.OfActive(presenter, state) ?? Decide(state, request, time.GetUtcNow(), profile => preflight.Check(profile, assets)),
            cancellationToken);
    }
}
