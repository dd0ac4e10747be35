using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Makes a presenter of another one's draft; its revisions and pins stay with the other.</summary>
internal static class Duplicating
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/duplicate</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.CanBeHeld<DuplicateDraft>("duplicate", async (services, command, id, request, cancellationToken) =>
            await FindDraftAsync(services.GetRequiredService<EventStreams>(), command.Caller.Tenant, request.Source, cancellationToken) is { } draft
                ? await services.GetRequiredService<CommandDesk>().ExecuteAsync<Presenter>(command with { Payload = request }, id, state => Decide(state, request, draft), cancellationToken)
                : new CommandOutcome<Presenter>.Refused("presenter_not_found", [new Reason("presenter_not_found", "The presenter that was to be copied is no longer there.")]));
        routes.MapPost("{presenter}/duplicate", HandleAsync)
            .WithPresenter("duplicate", "presenter:edit").RequireIdempotencyKey().Produces<PresenterView>(201).Refuses("already_exists")
            .WithSummary("Duplicate a presenter").WithDescription("The draft is copied, not the revisions.");
    }

    /// <summary>Decides.</summary>
    /// <param name="state">What is under the new id.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="draft">The draft that is copied.</param>
    public static Decided Decide(Presenter state, DuplicateDraft command, PresenterProfile draft) =>
        Creating.New(state, command.Name, command.Id, against: [], () => new PresenterCreated(command.Name, draft, command.Source));

    private static async Task<IResult> HandleAsync(string presenter, DuplicatePresenter request, HttpContext context, EditGate gate, EventStreams streams, CancellationToken cancellationToken)
    {
        if (await FindDraftAsync(streams, Caller.Of(context).Tenant, presenter, cancellationToken) is not { } draft)
        {
            return PresenterEdits.NotFound(presenter);
        }

        var command = Command.Of(context, "presenter.duplicate", new DuplicateDraft(presenter, request.Name, request.Id));
        var id = Creating.IdFor(request.Id, command);
        var outcome = await gate.ExecuteAsync<Presenter, DuplicateDraft>(command, id, (state, allowed) => Decide(state, allowed, draft), cancellationToken, late: DeniedAlone);
        return outcome.ToResult((state, version) => state.ToView(id, version), $"/v1/presenters/{id}");
    }

    // A copy is no worse than what it is of: what a rule holds is held when it is published.
    private static Decision DeniedAlone(Ruleset rules, Presenter before, Presenter after) => PresenterPolicy.Ask(rules, before, after) is Decision.Deny denied ? denied : Decision.Allowed;

    private static async ValueTask<PresenterProfile?> FindDraftAsync(EventStreams streams, TenantId tenant, string presenter, CancellationToken cancellationToken) =>
        StreamId.IsId(presenter) ? (await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken)).State.Draft : null;
}

/// <summary>What is asked when a draft is to be copied.</summary>
/// <param name="Source">Id of the presenter that is copied.</param>
/// <param name="Name">Name of the copy.</param>
/// <param name="Id">Its id; null for one of the server's choice.</param>
internal sealed record DuplicateDraft(string Source, string Name, string? Id);
