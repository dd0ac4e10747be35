using Troupe.Contracts;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>What came of an attempt to start.</summary>
/// <param name="Cursor">The socket's place in the session, when it worked.</param>
/// <param name="Answers">What the client is told, outside the numbered stream.</param>
/// <param name="Closes">Whether the socket closes.</param>
internal sealed record GreetingOutcome(OutboxCursor? Cursor, IReadOnlyList<ServerMessage> Answers, bool Closes)
{
    /// <summary>A refusal after which the client may try again.</summary>
    public static GreetingOutcome Refused(ServerMessage answer) => new(Cursor: null, [answer], Closes: false);

    /// <summary>A refusal after which the socket closes.</summary>
    public static GreetingOutcome Closed(ServerMessage answer) => new(Cursor: null, [answer], Closes: true);
}

/// <summary>The first messages on a socket, until a handshake works or the socket closes. What it sends carries no number.</summary>
internal sealed class SocketGreeting(
    Session session,
    SessionDoor door,
    SocketReader reader,
    SocketWriter writer,
    SessionRules rules,
    Func<SessionStart, GreetingOutcome> begin)
{
    /// <summary>Greets a client.</summary>
    /// <returns>The socket's place in the session; null when the socket is closed.</returns>
    public async Task<OutboxCursor?> RunAsync(CancellationToken cancellationToken)
    {
        var began = rules.Time.GetTimestamp();
        for (var frames = 0; frames < rules.Delivery.MaxBadFrames; frames++)
        {
            var left = rules.Sessions.HandshakeTimeout - rules.Time.GetElapsedTime(began);
            var read = reader.ReadAsync(cancellationToken).AsTask();
            SocketFrame frame;
            try
            {
                frame = await read.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, rules.Time, cancellationToken);
            }
            catch (TimeoutException)
            {
                await CloseAsync(SessionEndReason.ProtocolError, read);
                return null;
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            if (frame.Kind is SocketFrameKind.Closed or SocketFrameKind.Lost)
            {
                return null;
            }

            var outcome = Answer(frame);
            foreach (var answer in outcome.Answers)
            {
                await writer.TrySendAsync(answer);
            }

            if (outcome.Cursor is not null)
            {
                return outcome.Cursor;
            }

            if (outcome.Closes)
            {
                break;
            }
        }

        await CloseAsync(SessionEndReason.ProtocolError, read: null);
        return null;
    }

    private GreetingOutcome Answer(SocketFrame frame)
    {
        if (frame.Kind is SocketFrameKind.TooLarge)
        {
            return GreetingOutcome.Closed(Refusals.Error("message_too_large", $"A frame has at most {Protocol.MaxMessageBytes} bytes."));
        }

        if (frame.Kind is SocketFrameKind.Binary)
        {
            return GreetingOutcome.Refused(Refusals.Error("out_of_order", "The first message on a socket is a handshake."));
        }

        return IncomingMessage.Read(frame.Payload.Span) switch
        {
            IncomingMessage.Valid { Message: SessionStart start } when door is SessionDoor.Opening => begin(start),
            IncomingMessage.Valid { Message: SessionResume resume } when door is SessionDoor.Resuming => Resume(resume),
            IncomingMessage.Valid { Message: ClientCommand command } => GreetingOutcome.Refused(Refusals.Of(command.Id, "out_of_order", door is SessionDoor.Opening
                ? "The first message on a session's first socket is session.start."
                : "The first message on a socket of a running session is session.resume.")),
            IncomingMessage.Bad { Command: { } command } bad => GreetingOutcome.Refused(Refusals.Of(command, "bad_message", bad.Reason)),
            IncomingMessage.Bad bad => GreetingOutcome.Refused(Refusals.Error("bad_message", bad.Reason)),
            _ => GreetingOutcome.Refused(Refusals.Error("out_of_order", "The first message on a socket is a handshake.")),
        };
    }

    private GreetingOutcome Resume(SessionResume resume)
    {
        if (Handshake.CheckProtocol(resume.Id, resume.Protocol) is { } refused)
        {
            return GreetingOutcome.Closed(refused.Answer);
        }

        try
        {
            if (session.TryResume(resume.Seq, resume.Epoch) is not { } cursor)
            {
                return GreetingOutcome.Closed(Refusals.Of(resume.Id, "resume_gap", "What was missed is no longer kept; start a new session."));
            }

            var resumed = new SessionResumed
            {
                Session = session.Id,
                From = resume.Seq + 1,
                InputOffset = session.Transport!.Inbox.MicrophonePosition,
            };
            return new GreetingOutcome(cursor, [new CommandAccepted { Command = resume.Id }, resumed], Closes: false);
        }
        catch (ArgumentOutOfRangeException)
        {
            return GreetingOutcome.Refused(Refusals.Of(resume.Id, "bad_message", "The seq was never sent in this session."));
        }
    }

    private async Task CloseAsync(SessionEndReason reason, Task<SocketFrame>? read)
    {
        // A socket that failed to take a running session over says nothing about that session.
        if (door is SessionDoor.Opening)
        {
            await writer.TrySendAsync(new SessionEnded { Reason = reason, Message = reason.Sentence() });
        }

        await writer.CloseAsync(reason.CloseStatus(), reason.ToString());
        await reader.DrainAsync(read, rules.Sessions.CloseTimeout, rules.Time);
    }
}
