using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Makes a presenter of another one's draft; its revisions and pins stay with the other.</summary>
internal static class Duplicating
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/duplicate</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("{presenter}/duplicate", HandleAsync)
        .WithPresenter("duplicate", "presenter:edit").RequireIdempotencyKey().Produces<PresenterView>(201).Refuses("already_exists")
        .WithSummary("Duplicate a presenter").WithDescription("The draft is copied, not the revisions.");

    /// <summary>Decides.</summary>
    /// <param name="state">What is under the new id.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="source">Id of the presenter that is copied.</param>
    /// <param name="draft">Its draft.</param>
    public static Decided Decide(Presenter state, DuplicatePresenter command, string source, PresenterProfile draft) =>
        state.Exists
            ? new Decided.Refused("already_exists", new Reason("already_exists", "There is a presenter of this id; choose another.", "/id"))
            : PresenterEdits.Unless(Creating.Reasons(command.Name, command.Id), new PresenterCreated(command.Name, draft, source));

    private static async Task<IResult> HandleAsync(string presenter, DuplicatePresenter request, HttpContext context, CommandDesk desk, EventStreams streams, CancellationToken cancellationToken)
    {
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(Caller.Of(context).Tenant, presenter, cancellationToken) is not { State: { Draft: { } draft } })
        {
            return PresenterEdits.NotFound(presenter);
        }

        var command = Command.Of(context, "presenter.duplicate", new { presenter, request });
        var id = Creating.IdFor(request.Id, command);
        var outcome = await desk.ExecuteAsync<Presenter>(command, id, state => Decide(state, request, presenter, draft), cancellationToken);
        return outcome.ToResult((state, version) => state.ToView(id, version), $"/v1/presenters/{id}");
    }
}
