using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Presenters;

/// <summary>Goes back to an earlier revision, or to the one that is known to be safe. Nothing is deleted: it is a fact like another.</summary>
internal static class RollingBack
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/rollback</c> and <c>PUT /v1/presenters/{presenter}/baseline</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapEdit<RollBackPresenter>("POST", "{presenter}/rollback", "rollBack", "presenter:publish", (state, request, _) => Decide(state, request), Budget.Publish)
            .Refuses("revision_not_found").WithSummary("Roll back").WithDescription("To a revision, or without one to the baseline. Live sessions that are not pinned show it with their next frame; the draft stays.");
        routes.MapEdit<PinRevision>("PUT", "{presenter}/baseline", "markBaseline", "presenter:publish", (state, request, _) => Mark(state, request.Revision))
            .Refuses("revision_not_found").WithSummary("Mark the known-safe baseline").WithDescription("The first revision is the baseline until another is marked.");
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

    /// <summary>Decides to mark a baseline.</summary>
    public static Decided Mark(Presenter state, int revision) => state.Find(revision) is null ? NoRevision(revision)
        : state.Baseline == revision ? new Decided.Accepted()
        : new Decided.Accepted(new BaselineMarked(revision));

    /// <summary>Refuses a revision that there is not.</summary>
    public static Decided NoRevision(int revision) => new Decided.Refused("revision_not_found", new Reason("revision_not_found", $"There is no revision {revision}.", "/revision"));
}
