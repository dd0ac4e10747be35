using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Presenters;

/// <summary>Shows presenters, their revisions, what differs between these, and what presenters can be made of.</summary>
internal static class Reading
{
    private const int MostItems = 200;

    /// <summary>Maps the <c>GET</c> addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("", ListAsync).WithPresenter("list", "presenter:view", Budget.Read).Produces<PresenterPage>()
            .WithSummary("List presenters").WithDescription($"In the order of their ids, `limit` (1 to {MostItems}, 50 if left out) at a time; `after` is the last answer's `next`. Archived ones come with `archived=true`.");
        routes.MapGet("parts", (PartSource parts) => Results.Json(parts.Current.ToParts(), Wire.Json)).WithPresenter("parts", "presenter:view", Budget.Read).Produces<PresenterParts>()
            .WithSummary("List what presenters can be made of").WithDescription("Presets, characters, outfits, hair, props, backgrounds, voices that work here, presets of lip sync.");
        routes.MapRead<PresenterView>("{presenter}", "get", (state, id, version) => state.ToView(id, version))
            .WithSummary("Read a presenter").WithDescription("The ETag is the version that changes name in If-Match.");
        routes.MapRead<RevisionList>("{presenter}/revisions", "revisions", (state, _, _) => state.ToHistory())
            .WithSummary("Read the history of revisions").WithDescription("The newest first.");
        routes.MapGet("{presenter}/revisions/{revision:int}", (string presenter, int revision, HttpContext context, EventStreams streams, CancellationToken cancellationToken) =>
                ReadAsync(presenter, context, streams, (state, _, _) => state.Find(revision)?.ToView(), revision, cancellationToken))
            .WithPresenter("revision", "presenter:view", Budget.Read).Produces<RevisionView>().Refuses("revision_not_found").WithSummary("Read a revision").WithDescription("A revision never changes.");
        routes.MapGet("{presenter}/diff", (string presenter, int? from, int? to, HttpContext context, EventStreams streams, CancellationToken cancellationToken) =>
                ReadAsync(presenter, context, streams, (state, _, _) => Diff(state, from, to), from is { } one ? to is { } other ? $"{one} or {other}" : one : to, cancellationToken))
            .WithPresenter("diff", "presenter:view", Budget.Read).Produces<RevisionDiff>().Refuses("revision_not_found")
            .WithSummary("Compare two revisions").WithDescription("`from` and `to` are revisions; what is left out is the draft. Each change has a JSON pointer and both values.");
    }

    private static RevisionDiff? Diff(Presenter state, int? from, int? to) =>
        Profile(state, from) is { } before && Profile(state, to) is { } after ? new RevisionDiff(from, to, ProfileDiff.Of(before, after)) : null;

    private static PresenterProfile? Profile(Presenter state, int? revision) => revision is { } number ? state.Find(number)?.Profile : state.Draft;

    private static async Task<IResult> ListAsync(HttpContext context, PresenterDirectory directory, CancellationToken cancellationToken, string? after = null, int limit = 50, bool archived = false) =>
        limit is < 1 or > MostItems
            ? Problem.Of("bad_request", $"A page has 1 to {MostItems} presenters.")
            : Results.Json(await directory.ListAsync(Caller.Of(context).Tenant, after, limit, archived, cancellationToken), Wire.Json);

    private static RouteHandlerBuilder MapRead<TView>(this IEndpointRouteBuilder routes, string path, string name, Func<Presenter, string, long, TView> view)
        where TView : class => routes
        .MapGet(path, (string presenter, HttpContext context, EventStreams streams, CancellationToken cancellationToken) => ReadAsync(presenter, context, streams, view, revision: null, cancellationToken))
        .WithPresenter(name, "presenter:view", Budget.Read).Produces<TView>();

    private static async Task<IResult> ReadAsync<TView>(
        string presenter, HttpContext context, EventStreams streams, Func<Presenter, string, long, TView?> view, object? revision, CancellationToken cancellationToken)
        where TView : class
    {
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(Caller.Of(context).Tenant, presenter, cancellationToken) is not { State: { Exists: true } state, Version: var version })
        {
            return PresenterEdits.NotFound(presenter);
        }

        if (view(state, presenter, version) is not { } shown)
        {
            return Problem.Of("revision_not_found", $"There is no revision {revision}.");
        }

        context.Response.Headers.ETag = Command.TagOf(version);
        return Results.Json(shown, Wire.Json);
    }
}
