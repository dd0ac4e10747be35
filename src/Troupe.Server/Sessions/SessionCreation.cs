using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Creates sessions: what a caller asks to see is looked up, and may be refused, before there is one.</summary>
internal static class SessionCreation
{
    /// <summary>How soon a client that was refused because the server is full may ask again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Answers <c>POST /v1/sessions</c>.</summary>
    public static async Task<IResult> HandleAsync(
        SessionRequest? request, HttpContext context, SessionStore sessions, SessionEngines engines, SessionRules rules, TalkBudget budget, Limiter limiter, Casting casting, EventStreams streams, CancellationToken cancellationToken)
    {
        if (sessions.IsDraining)
        {
            return Problem.Of("overloaded", "The server is going down.", RetryAfter);
        }

        if (engines.Current is null)
        {
            return Problem.Of("engine_unavailable", engines.Missing[0].Detail, TimeSpan.FromSeconds(1));
        }

        var caller = Caller.Of(context);
        var (owner, refused) = Consider(request ?? new SessionRequest(), caller);
        if (refused is not null)
        {
            return refused;
        }

        if (owner!.Show is { Preview: true } && context.Charge(limiter, Budget.Preview) is { } unpaid)
        {
            return unpaid;
        }

        var (cast, against) = await CastAsync(owner, casting, streams, cancellationToken);
        if (cast is null)
        {
            return Problem.Of(against!.Code, against.Reasons[0].Detail);
        }

        owner = owner with { PageOrigin = WebOrigin.Of(context.Request), SocketAddress = $"{(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host}/v1/sessions" };
        if (budget.TryTake(caller.Tenant, Guid.NewGuid().ToString("n"), out var decision) is not { } talk)
        {
            RateLimitHeaders.Promise(context.Response, () => limiter.View(caller.Tenant, subject: null, session: null, Budget.Talk));
            return Problem.Of(decision.Reason!, "The tenant's time to talk is used up; GET /v1/limits says when there is more.", decision.Wait);
        }

        if (sessions.TryCreate(owner, cast, talk) is not { } session)
        {
            talk.Dispose();
            return Problem.Of("overloaded", "The server holds as many sessions as it can.", RetryAfter);
        }

        // What was published while nobody followed it for this session.
        if (owner.Show is not null && await CastAsync(owner, casting, streams, cancellationToken) is { Cast: { } newer } && newer.Version > cast.Version)
        {
            session.Recast(newer);
        }

        rules.Logger.SessionCreated(session.Id, caller.Tenant.Value);
        var expires = rules.Time.GetUtcNow() + rules.Sessions.TicketLifetime;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created((string?)null, new SessionCreated(session.Id, session.OpeningUrl, expires));
    }

    /// <summary>Who a session of this owner shows; or why nobody.</summary>
    public static async ValueTask<(Cast? Cast, Decided.Refused? Refused)> CastAsync(SessionOwner owner, Casting casting, EventStreams streams, CancellationToken cancellationToken)
    {
        if (owner.Show is not { } show)
        {
            return (casting.OfServer, null);
        }

        var (state, version) = StreamId.IsId(show.Presenter) ? await streams.LoadAsync<Presenter>(owner.Tenant, show.Presenter, cancellationToken) : new(Presenter.Initial, 0);
        var (shown, refused) = ShownPresenter.Of(state, show);
        return shown is null ? (null, refused) : (await casting.OfAsync(owner.Tenant, shown, version, cancellationToken), null);
    }

    /// <summary>Whose session it would be; or why this caller may not have it.</summary>
    public static (SessionOwner? Owner, IResult? Refused) Consider(SessionRequest request, Caller caller)
    {
        if (caller.Scene is { } scene && request.Scene is { } asked && asked != scene)
        {
            return (null, Problem.Of("missing_scope", $"The credential is for the scene '{scene}' only."));
        }

        if (request.Presenter is null)
        {
            return request.Preview || request.Revision is not null
                ? (null, Problem.Of("bad_request", "A revision or a preview is one of a presenter: name it in 'presenter'."))
                : (new SessionOwner(caller, Show: null), null);
        }

        if (request is { Preview: true, Revision: not null })
        {
            return (null, Problem.Of("bad_request", "A session shows a revision or the draft, not both."));
        }

        // A visitor sees what was published for them; looking at other things is for those who may.
        var needed = request.Preview ? "presenter:edit" : request.Revision is not null ? "presenter:view" : null;
        return needed is not null && !caller.Scopes.Has(needed)
            ? (null, LackingScopes.Of(caller, needed))
            : (new SessionOwner(caller, new ShowRequest(request.Presenter, request.Revision, request.Preview, request.Scene ?? caller.Scene)), null);
    }
}
