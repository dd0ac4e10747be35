using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Acting;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>Serves one socket of a session from its handshake until it closes.</summary>
internal sealed class SocketHost(SessionEngines engines, IOptions<ConversationOptions> conversation, SessionRules rules)
{
    /// <summary>Options of the wire.</summary>
    public DeliveryOptions Delivery => rules.Delivery;

    /// <summary>Serves a socket.</summary>
    /// <param name="session">The session that its ticket opened.</param>
    /// <param name="socket">The socket; the caller disposes it.</param>
    /// <param name="door">What the ticket allows.</param>
    /// <param name="aborted">Cancelled when the connection is gone.</param>
    public async Task ServeAsync(Session session, WebSocket socket, SessionDoor door, CancellationToken aborted)
    {
        using var reader = new SocketReader(socket, Protocol.MaxMessageBytes);
        using var writer = new SocketWriter(socket, Delivery.SendPatience, rules.Time);
        var greeting = new SocketGreeting(session, door, reader, writer, rules, start => Begin(session, start));
        OutboxCursor? cursor = null;
        var delivered = false;
        try
        {
            cursor = await greeting.RunAsync(aborted);
            if (cursor is not null)
            {
                delivered = await new SocketVisit(session, cursor, socket, reader, writer, rules).RunAsync(aborted);
            }
        }
        finally
        {
            socket.Abort();
            session.Leave(cursor, delivered);
        }
    }

    private GreetingOutcome Begin(Session session, SessionStart offer)
    {
        var available = session.Cast.Engines(engines.Current!);
        switch (Handshake.Consider(offer, available))
        {
            case Handshake.Refused refused:
                return new GreetingOutcome(Cursor: null, [refused.Answer], refused.Closes);
            case Handshake.Agreed agreed:
                var cursor = session.Begin(
                    engines.Current!,
                    agreed.Settings,
                    () => [new CommandAccepted { Command = offer.Id }, Started(session, agreed.Settings, session.Cast.Engines(engines.Current!)), .. agreed.Shortcomings]);
                return new GreetingOutcome(cursor, [], Closes: cursor is null);
            default:
                throw new InvalidOperationException("A handshake is Agreed or Refused.");
        }
    }

    private SessionStarted Started(Session session, SessionSettings settings, ConversationEngines available) => new()
    {
        Session = session.Id,
        Protocol = Protocol.Version,
        ResumeUrl = session.ResumeUrl,
        Input = settings.Input is { } input ? new AudioFormatOffer(input.SampleRate) : null,
        Output = settings.Output is { } output ? new AudioFormatOffer(output.SampleRate) : null,
        Presenter = session.Cast.CardFor(available),
        Rig = new RigNames(VisemeSet.Names, BlendShapeSet.Names),
        Engines = [.. EngineParts.Of(available).Select(part => part.Card)],
        Limits = new SessionLimits(
            conversation.Value.IdleTimeout?.TotalMilliseconds,
            conversation.Value.MaxDuration?.TotalMilliseconds,
            rules.Sessions.ResumeWindow.TotalMilliseconds),
    };
}
