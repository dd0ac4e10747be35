using Troupe.Server.Commands;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Puts a presenter away, or takes it out again. What runs goes on; new sessions are refused.</summary>
internal static class Archiving
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/archive</c> and <c>…/restore</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "archive", "Archive a presenter", "No new sessions and no changes; sessions that run go on.", state => state.IsArchived ? new Decided.Accepted() : new Decided.Accepted(new PresenterArchived()));
        Map(routes, "restore", "Restore an archived presenter", "It can be changed and shown again.", state => state.IsArchived ? new Decided.Accepted(new PresenterRestored()) : new Decided.Accepted());
    }

    private static void Map(IEndpointRouteBuilder routes, string name, string summary, string description, Func<Presenter, Decided> decide)
    {
        routes.CanBeHeld<NoDetails>(name, (presenter, state, _, _) => OfExisting(presenter, state));
        routes
            .MapPost($"{{presenter}}/{name}", (string presenter, HttpContext context, EditGate gate, CancellationToken cancellationToken) =>
                context.DoAsync(gate, presenter, name, new NoDetails(), (state, _) => OfExisting(presenter, state), cancellationToken))
            .WithPresenter(name, "presenter:admin").RequireIfMatch().WithSummary(summary).WithDescription(description);

        Decided OfExisting(string presenter, Presenter state) => state.Exists ? decide(state) : PresenterEdits.OfActive(presenter, state)!;
    }

    /// <summary>There is nothing to say but which presenter.</summary>
    private sealed record NoDetails;
}
