using System.Net.WebSockets;
using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>A socket of somebody who directs a session: takes directions one after another and answers each.</summary>
internal static class ControlSocket
{
    /// <summary>Serves a control socket until it closes, breaks the rules, or the session is over.</summary>
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
        var rate = new ArrivalRate(rules.Time, rules.Delivery.MessagesPerSecond, rules.Delivery.MessageBurst);
        try
        {
            await RunAsync(session, caller, sessions, parts, rules, reader, writer, rate, cancellationToken);
            await HearGoodbyeAsync(socket, reader, rules, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The server or the connection goes down.
        }
        finally
        {
            socket.Abort();
        }

        return Results.Empty;
    }

    // What was written last is lost on the way when the connection is cut before the other side has read it and closed in its turn.
    private static async Task HearGoodbyeAsync(WebSocket socket, SocketReader reader, SessionRules rules, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(rules.Sessions.CloseTimeout, rules.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (socket.State is WebSocketState.CloseSent && (await reader.ReadAsync(either.Token)).Kind is not (SocketFrameKind.Closed or SocketFrameKind.Lost))
        {
        }
    }

    private static async Task RunAsync(
        string session, Caller caller, SessionStore sessions, PartSource parts, SessionRules rules, SocketReader reader, SocketWriter writer, ArrivalRate rate, CancellationToken cancellationToken)
    {
        for (var bad = 0; bad < rules.Delivery.MaxBadFrames;)
        {
            var frame = await reader.ReadAsync(cancellationToken);
            if (frame.Kind is SocketFrameKind.Closed or SocketFrameKind.Lost)
            {
                await writer.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                return;
            }

            var incoming = frame.Kind is SocketFrameKind.Text ? IncomingMessage.Read(frame.Payload.Span) : new IncomingMessage.Bad(Command: null, "A control socket takes text frames.");
            if (incoming is not IncomingMessage.Valid { Message: DirectionCommand direction })
            {
                bad++;
                var (id, reason) = incoming switch
                {
                    IncomingMessage.Valid { Message: ClientCommand command } => (command.Id, "A control socket takes directions only."),
                    IncomingMessage.Bad mistake => (mistake.Command, mistake.Reason),
                    _ => (null, "A control socket takes directions only."),
                };
                await writer.TrySendAsync(id is null ? Refusals.Error("bad_message", reason) : Refusals.Of(id, "bad_message", reason));
                continue;
            }

            if (Directing.Find(session, caller, sessions) is not { } found)
            {
                await writer.TrySendAsync(Refusals.Of(direction.Id, "session_not_found", "The session is over."));
                await writer.CloseAsync(WebSocketCloseStatus.NormalClosure, "SessionEnded");
                return;
            }

            await writer.TrySendAsync(rate.TryTake()
                ? (await Directing.DirectAsync(found, caller.Subject, direction, parts, rules.Time, cancellationToken)).Answer
                : Refusals.Of(direction.Id, "rate_limited", "The command came too soon after others; send it again."));
        }

        await writer.CloseAsync(WebSocketCloseStatus.PolicyViolation, "ProtocolError");
    }
}
