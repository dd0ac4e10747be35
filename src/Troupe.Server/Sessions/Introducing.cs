using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Says who a session would show, so that a page can show them before anybody talks. Whoever could have the session is told.</summary>
internal static class Introducing
{
    /// <summary>Maps <c>GET /v1/presenters/{presenter}/card</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/presenters/{presenter}/card", HandleAsync)
            .WithPresenter("card", "session:talk", Budget.Read).Produces<PresenterCard>().Refuses("bad_request", "missing_scope", "revision_not_found")
            .WithSummary("Read who a session would show")
            .WithDescription("What `session.started` would say of the presenter: name, disclosure, locale and look. Nothing else of the profile. `revision` and `preview` need what a session with them needs.");

    private static async Task<IResult> HandleAsync(
        string presenter, HttpContext context, Casting casting, EventStreams streams, CancellationToken cancellationToken, string? scene = null, int? revision = null, bool preview = false)
    {
        var (owner, refused) = SessionCreation.Consider(new SessionRequest { Presenter = presenter, Scene = scene, Revision = revision, Preview = preview }, Caller.Of(context));
        if (refused is not null)
        {
            return refused;
        }

        var (cast, against) = await SessionCreation.CastAsync(owner!, casting, streams, cancellationToken);
        if (cast is null)
        {
            return Problem.Of(against!.Code, against.Reasons[0].Detail);
        }

        // The addresses of private pictures in it expire.
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(cast.Card, Wire.Json);
    }
}
