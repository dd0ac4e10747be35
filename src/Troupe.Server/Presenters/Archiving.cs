using Troupe.Server.Commands;

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

    private static void Map(IEndpointRouteBuilder routes, string name, string summary, string description, Func<Presenter, Decided> decide) => routes
        .MapPost($"{{presenter}}/{name}", (string presenter, HttpContext context, CommandDesk desk, CancellationToken cancellationToken) =>
            context.DoAsync(desk, presenter, name, new { presenter }, state => state.Exists ? decide(state) : PresenterEdits.OfActive(presenter, state)!, cancellationToken))
        .WithPresenter(name, "presenter:admin").RequireIfMatch().WithSummary(summary).WithDescription(description);
}
