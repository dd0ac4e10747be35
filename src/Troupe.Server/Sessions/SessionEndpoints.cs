using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>Creates sessions and opens their sockets.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps <c>POST /v1/sessions</c> and <c>WS /v1/sessions/{id}</c>.</summary>
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/sessions", SessionCreation.HandleAsync).WithName("sessions.create").WithTags("Sessions").RequireScopeOf("session:talk").Costs(Budget.Command)
            .WithSummary("Create a session").WithDescription("The answer has the address of a WebSocket with a ticket that is good once. Shows the server's own presenter unless one is named; a preview of a draft is for those with presenter:edit.")
            .Produces<SessionCreated>(201).Refuses("bad_request", "presenter_not_found", "revision_not_found", "engine_unavailable", "overloaded", "quota_exceeded", "temporarily_reduced");
        Introducing.Map(routes);
        Directing.Map(routes);
        RecordingEndpoints.Map(routes);
        routes.MapGet("/v1/sessions/{id}", OpenAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> OpenAsync(string id, string? ticket, HttpContext context, SessionStore sessions, SocketGate gate, SocketHost host, AdmissionDesk admission)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Problem.Of("bad_request", "This address is a WebSocket.");
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        if (offered.Count > 0 && !offered.Contains(Protocol.SubProtocol))
        {
            return Problem.Of("unsupported_protocol", $"This server speaks {Protocol.SubProtocol}.");
        }

        using var place = gate.TryEnter();
        if (place is null)
        {
            return Problem.Of("overloaded", "The server holds as many sockets as it can.", SessionCreation.RetryAfter);
        }

        // One answer for both, so that nobody learns which sessions others have.
        if (sessions.Find(id) is not { } session || !session.Knows(ticket ?? ""))
        {
            return NotFound();
        }

        if (admission.RefuseTicket(context.Request, session.Caller) is { } refused)
        {
            return Problem.Of(refused.Code, refused.Detail);
        }

        var door = session.Enter(ticket!);
        if (door is SessionDoor.Shut)
        {
            return NotFound();
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = offered.Count > 0 ? Protocol.SubProtocol : null,
            KeepAliveInterval = host.Delivery.KeepAliveInterval,
            KeepAliveTimeout = host.Delivery.KeepAliveTimeout,
        });
        await host.ServeAsync(session, socket, door, context.RequestAborted);
        return Results.Empty;
    }

    private static IResult NotFound() => Problem.Of("session_not_found", "The session does not exist or is over, or the ticket is not valid for it; create a new one.");
}
