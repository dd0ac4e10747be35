using System.Net.WebSockets;
using Troupe.Contracts;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>A socket's time in a session, from the handshake until it closes: sends what the outbox holds, takes what the client sends.</summary>
internal sealed class SocketVisit(Session session, OutboxCursor cursor, WebSocket socket, SocketReader reader, SocketWriter writer, SessionRules rules)
{
    private WebSocketCloseStatus? _status;

    /// <summary>Stays until the socket is closed or lost.</summary>
    /// <returns>Whether the client was told everything there is to tell, or never can be.</returns>
    public async Task<bool> RunAsync(CancellationToken aborted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var outbox = session.Transport!.Outbox;
        var sending = writer.RunAsync(outbox, cursor, stop.Token);
        var receiving = ReceiveAsync(session.Transport.Inbox, stop.Token);
        if (await Task.WhenAny(sending, receiving) == receiving)
        {
            await stop.CancelAsync();
            var last = await sending;
            if (socket.State is WebSocketState.CloseReceived)
            {
                await writer.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
            }

            return last is OutboxRead.Ended && await receiving is SocketFrameKind.Closed;
        }

        var unreachable = await SayWhyAsync(outbox, await sending) is OutboxRead.Overrun;
        stop.CancelAfter(rules.Sessions.CloseTimeout);

        // What was written may still be lost on the way: only a client that closes in its turn has read the end.
        return await receiving is SocketFrameKind.Closed ? outbox.EndReason is not null : unreachable;
    }

    private async Task<OutboxRead> SayWhyAsync(Outbox outbox, OutboxRead last)
    {
        switch (last)
        {
            case OutboxRead.Ended:
                var reason = outbox.EndReason!.Value;
                await writer.CloseAsync(_status ?? reason.CloseStatus(), reason.ToString());
                break;
            case OutboxRead.Replaced:
                await SayEndedAsync(SessionEndReason.Replaced);
                break;
            case OutboxRead.Overrun:
                rules.Logger.RulesBroken(session.Id, SessionEndReason.LimitExceeded);
                session.End(SessionEndReason.LimitExceeded);
                await SayEndedAsync(SessionEndReason.LimitExceeded);
                break;
            default:
                socket.Abort();
                break;
        }

        return last;
    }

    private async Task SayEndedAsync(SessionEndReason reason)
    {
        await writer.TrySendAsync(new SessionEnded { Reason = reason, Message = reason.Sentence() });
        await writer.CloseAsync(reason.CloseStatus(), reason.ToString());
    }

    private async Task<SocketFrameKind> ReceiveAsync(Inbox inbox, CancellationToken cancellationToken)
    {
        var broken = false;
        try
        {
            while (true)
            {
                var frame = await reader.ReadAsync(cancellationToken);
                if (frame.Kind is SocketFrameKind.Closed or SocketFrameKind.Lost)
                {
                    return frame.Kind;
                }

                // What follows a broken rule is read and forgotten, so that the answer to it is not lost in a reset.
                if (!broken && await TakeAsync(inbox, frame, cancellationToken) is { } reason)
                {
                    broken = true;
                    rules.Logger.RulesBroken(session.Id, reason);
                    session.End(reason);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return SocketFrameKind.Lost;
        }
    }

    private async ValueTask<SessionEndReason?> TakeAsync(Inbox inbox, SocketFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Kind)
        {
            case SocketFrameKind.Text:
                return await inbox.TakeTextAsync(frame.Payload, cancellationToken);
            case SocketFrameKind.Binary:
                return await inbox.TakeBinaryAsync(frame.Payload, cancellationToken);
            default:
                _status = WebSocketCloseStatus.MessageTooBig;
                return SessionEndReason.LimitExceeded;
        }
    }
}
