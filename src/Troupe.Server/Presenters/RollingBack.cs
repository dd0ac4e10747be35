using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Goes back to an earlier revision, or to the one that is known to be safe. Nothing is deleted: it is a fact like another.</summary>
internal static class RollingBack
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/rollback</c> and <c>PUT /v1/presenters/{presenter}/baseline</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.CanBeHeld<RollBackPresenter>("rollBack", (presenter, state, request, _) => PresenterEdits.OfActive(presenter, state) ?? Decide(state, request));
        routes.MapPost("{presenter}/rollback", HandleAsync).WithPresenter("rollBack", "presenter:publish", Budget.Publish).RequireIfMatch()
            .Refuses("revision_not_found").WithSummary("Roll back").WithDescription(
                "To a revision, whose words meet the policy of now as those of a draft do; or without one to the baseline, whatever the policy says by now. Live sessions that are not pinned show it with their next frame; the draft stays.");
        routes.MapEdit<PinRevision>("PUT", "{presenter}/baseline", "markBaseline", "presenter:publish", (state, request, _) => Mark(state, request.Revision))
            .Refuses("revision_not_found").WithSummary("Mark the known-safe baseline").WithDescription("The first revision is the baseline until another is marked. The words of another meet the policy of now, for the baseline can be shown whatever comes later.");
    }

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, RollBackPresenter command)
    {
        if (state.Live is not { } live)
        {
            return new Decided.Refused("revision_not_found", new Reason("never_published", "Nothing was published yet: there is nothing to go back to."));
        }

        var revision = command.Revision ?? state.Baseline!.Value;
        return state.Find(revision) is null ? NoRevision(revision)
            : revision == live ? new Decided.Accepted()
            : new Decided.Accepted(new PresenterRolledBack(revision, live));
    }

    // The way to the baseline is the emergency brake: neither its words nor the reason are in its way. What a rule would say of them stands in the audit, and the reason does not.
    private static async Task<IResult> HandleAsync(
        string presenter, RollBackPresenter request, HttpContext context, EditGate gate, CommandDesk desk, TenantRulesets rulesets, CancellationToken cancellationToken)
    {
        if (request.Revision is not null || !StreamId.IsId(presenter))
        {
            return await context.DoAsync(gate, presenter, "rollBack", request, (state, allowed) => PresenterEdits.OfActive(presenter, state) ?? Decide(state, allowed), cancellationToken);
        }

        var asked = gate.Ask<RollBackPresenter>(Command.Of(context, "presenter.rollBack", request));
        var outcome = await desk.ExecuteAsync<Presenter>(
            asked.Command,
            presenter,
            state => PresenterEdits.OfActive(presenter, state) ?? Decide(state, request) switch
            {
                Decided.Accepted accepted => accepted with { Chain = ChainOf(asked.Decision.And(PresenterPolicy.OfShown(rulesets.Of(asked.Command.Caller.Tenant).Rules, state.Find(state.Baseline!.Value)!.Profile, state))) },
                var refused => refused,
            },
            cancellationToken);
        return outcome.ToResult((state, version) => state.ToView(presenter, version));
    }

    private static IReadOnlyList<string> ChainOf(Decision decision) => [.. decision.Findings.Where(finding => finding.Effect >= PolicyEffect.Review).Select(finding => finding.Rule).Distinct(StringComparer.Ordinal)];

    /// <summary>Decides to mark a baseline.</summary>
    public static Decided Mark(Presenter state, int revision) => state.Find(revision) is null ? NoRevision(revision)
        : state.Baseline == revision ? new Decided.Accepted()
        : new Decided.Accepted(new BaselineMarked(revision));

    /// <summary>Refuses a revision that there is not.</summary>
    public static Decided NoRevision(int revision) => new Decided.Refused("revision_not_found", new Reason("revision_not_found", $"There is no revision {revision}.", "/revision"));
}
