using System.Net.WebSockets;
using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Opens sockets of those who direct a session.</summary>
internal static class ControlSocket
{
    /// <summary>The scope of whoever directs.</summary>
    public const string Scope = "session:control";

    /// <summary>Serves a control socket until it closes, breaks the rules, loses its credential, or the session is over.</summary>
    public static async Task<IResult> ServeAsync(
        string session, HttpContext context, SessionStore sessions, SessionRules rules, SocketGate gate, PartSource parts, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Problem.Of("bad_request", "This address is a WebSocket.");
        }

        if (Directing.Find(session, caller, sessions) is null)
        {
            return Problem.Of("session_not_found", "The session does not exist or is over.");
        }

        using var place = gate.TryEnter();
        if (place is null)
        {
            return Problem.Of("overloaded", "The server holds as many sockets as it can.", SessionCreation.RetryAfter);
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = rules.Delivery.KeepAliveInterval, KeepAliveTimeout = rules.Delivery.KeepAliveTimeout });
        using var reader = new SocketReader(socket, Protocol.MaxMessageBytes);
        using var writer = new SocketWriter(socket, rules.Delivery.SendPatience, rules.Time);
        using var visit = new ControlVisit(session, caller, WebOrigin.Of(context.Request), sessions, parts, rules, reader, writer);
        try
        {
            await visit.RunAsync(cancellationToken);
        }
        finally
        {
            socket.Abort();
        }

        return Results.Empty;
    }
}
