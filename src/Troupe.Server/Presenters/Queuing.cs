using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Presenters;

/// <summary>Work that takes its time: rehearsing a draft, and publishing one after its rehearsal.</summary>
internal static class Queuing
{
    /// <summary>Maps <c>POST /v1/presenters/{presenter}/rehearse</c> and <c>GET /v1/jobs/{job}</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/presenters/{presenter}/rehearse", RehearseAsync).WithName("presenters.rehearse").WithTags("Presenters").RequireScopeOf("presenter:edit").Costs(Budget.Preview).RequireIdempotencyKey()
            .Produces<JobView>(202).Refuses("presenter_not_found", "overloaded")
            .WithSummary("Rehearse the draft").WithDescription("Preflight, then the voice speaks the greeting unheard, so that a preview begins at once. The job's states are pushed.");
        routes.MapGet("/v1/jobs/{job}", ReadAsync).WithName("jobs.get").WithTags("Presenters").RequireScopeOf("presenter:view").Costs(Budget.Read)
            .Produces<JobView>().Refuses("not_found")
            .WithSummary("Read a job").WithDescription("Where queued work stands: queued, running, done or failed.");
    }

    /// <summary>Whether a request would rather not wait (RFC 7240).</summary>
    public static bool IsAsked(HttpContext context) => context.Request.Headers["Prefer"].ToString().Split(',', StringSplitOptions.TrimEntries).Contains("respond-async", StringComparer.OrdinalIgnoreCase);

    /// <summary>Puts work for a presenter off, and answers 202 with where it stands.</summary>
    public static async Task<IResult> QueueAsync(HttpContext context, JobQueue jobs, Command command, string work, string presenter, CancellationToken cancellationToken)
    {
        var id = KeyedId.For("job", command);
        var view = await jobs.AddAsync(id, command, new JobQueued(work, presenter), cancellationToken);
        if (view is null)
        {
            return Problem.Of("overloaded", "Too much work waits; try again later.", TimeSpan.FromSeconds(5));
        }

        context.Response.Headers.Location = $"/v1/jobs/{id}";
        return Results.Json(view, Wire.Json, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RehearseAsync(string presenter, HttpContext context, EventStreams streams, JobQueue jobs, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken) is not { State: { Draft: not null, IsArchived: false } })
        {
            return PresenterEdits.NotFound(presenter);
        }

        return await QueueAsync(context, jobs, Command.Of(context, "presenter.rehearse", new { presenter }), "rehearse", presenter, cancellationToken);
    }

    private static async Task<IResult> ReadAsync(string job, HttpContext context, EventStreams streams, CancellationToken cancellationToken) =>
        StreamId.IsId(job) && (await streams.LoadAsync<Job>(Caller.Of(context).Tenant, job, cancellationToken)).State.View is { } view
            ? Results.Json(view with { Id = job }, Wire.Json)
            : Problem.Of("not_found", "There is no such job.");
}
