using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Makes a revision of the draft that never changes; sessions that are not pinned show it at once.</summary>
internal static class Publishing
{
    private const int LongestNote = 500;

    /// <summary>Maps <c>POST /v1/presenters/{presenter}/publish</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.CanBeHeld<PublishPresenter>("publish", (services, command, presenter, request, cancellationToken) =>
            services.GetRequiredService<Publisher>().PublishHeldAsync(command, presenter, request, cancellationToken));
        Describe(routes.MapPost("{presenter}/publish", HandleAsync));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint
        .WithPresenter("publish", "presenter:publish", Budget.Publish).RequireIfMatch().RequireIdempotencyKey().Refuses("incompatible", "overloaded").Produces<JobView>(StatusCodes.Status202Accepted)
        .WithSummary("Publish the draft").WithDescription("Preflight comes first: 422 lists everything that does not fit. All words of the draft meet the policy of now: what it denies or would redact is refused, what it reviews is held. Live sessions show the revision with their next frame.");

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
        string presenter, PublishPresenter request, HttpContext context, Publisher publisher, EditGate gate, EventStreams streams, JobQueue jobs, CancellationToken cancellationToken)
    {
        if (!StreamId.IsId(presenter))
        {
            return PresenterEdits.NotFound(presenter);
        }

        var command = Command.Of(context, "presenter.publish", request);
        if (!Queuing.IsAsked(context))
        {
            return await PublishAsync(command);
        }

        // What would be refused or held at once is, before anything is queued.
        var asked = gate.Ask<PublishPresenter>(command);
        var (state, version) = await streams.LoadAsync<Presenter>(command.Caller.Tenant, presenter, cancellationToken);
        if (asked.Decision.Refusal is not null || PresenterEdits.OfActive(presenter, state) is not null || (command.SeenVersion is { } seen && seen != version)
            || await publisher.CheckAsync(command.Caller.Tenant, state, state.Draft!, cancellationToken) is not { Reasons.Count: 0, Policy.Refusal: null })
        {
            return await PublishAsync(command with { SeenVersion = command.SeenVersion ?? version });
        }

        return await Queuing.QueueAsync(context, jobs, asked.Command, "publish", presenter, cancellationToken);

        async Task<IResult> PublishAsync(Command publishing) => (await publisher.PublishAsync(publishing, presenter, cancellationToken)).ToResult((shown, at) => shown.ToView(presenter, at));
    }
}
