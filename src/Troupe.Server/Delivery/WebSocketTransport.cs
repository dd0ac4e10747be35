using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;

namespace Troupe.Server.Delivery;

/// <summary>The client's side of a session over WebSockets that come and go. Thread-safe.</summary>
internal sealed class WebSocketTransport : IConversationTransport, IDisposable
{
    private readonly SessionSettings _settings;
    private readonly Action<ServerMessage>? _watch;
    private readonly PendingDirections _directions = new();

    /// <summary>Opens the transport of a session whose handshake agreed on <paramref name="settings"/>.</summary>
    /// <param name="settings">What was agreed.</param>
    /// <param name="options">Options of the wire.</param>
    /// <param name="time">The clock.</param>
    /// <param name="renew">Takes new tokens: they are no matter of the conversation.</param>
    /// <param name="watch">Told every message that is no speech; null when nobody watches. It must not wait.</param>
    public WebSocketTransport(SessionSettings settings, DeliveryOptions options, TimeProvider time, Action<SessionRefresh> renew, Action<ServerMessage>? watch = null)
    {
        (_settings, _watch) = (settings, watch);
        Outbox = new Outbox(options, time);
        Inbox = new Inbox(settings.Input?.SampleRate, options, time, Send, renew);
    }

    /// <summary>What goes to the client.</summary>
    public Outbox Outbox { get; }

    /// <summary>What comes from the client.</summary>
    public Inbox Inbox { get; }

    /// <summary>Takes a direction of somebody else than the person, behind what the person sent, and gives the conversation's answer to it.</summary>
    public Task<ServerMessage> DirectAsync(DirectionCommand direction)
    {
        var (named, answer) = _directions.Add(direction);
        Inbox.Take(new MessageInput(named));
        return answer;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ConversationInput> ReadAsync(CancellationToken cancellationToken) => Inbox.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public void Send(ServerMessage message)
    {
        switch (message)
        {
            case SpeechDelta delta:
                if (Wanted(delta) is { } wanted)
                {
                    Outbox.Add(wanted);
                }

                return;
            case CommandApplied applied when _directions.Answer(applied.Command, id => applied with { Command = id }):
            case CommandRefused rejected when _directions.Answer(rejected.Command, id => rejected with { Command = id }):
                return;
            case CommandAccepted accepted:
                Inbox.Answered(accepted.Command, accepted);
                break;
            case CommandRefused refused when refused.Code is not ("rate_limited" or "bad_message"):
                Inbox.Answered(refused.Command, refused);
                break;
        }

        Outbox.Add(message);
        _watch?.Invoke(message);
        if (message is SessionEnded)
        {
            // Last: a conversation that finds nothing more to read ends for a reason of its own, and the first one counts.
            Inbox.Complete();
            _directions.End();
        }
    }

    /// <inheritdoc/>
    public void Send(SpeechPacket packet) => Outbox.Add(packet);

    /// <summary>Ends the session from the server's side: tells the client and ends what the conversation reads. Later calls change nothing.</summary>
    public void End(SessionEndReason reason, string message) => Send(new SessionEnded { Reason = reason, Message = message });

    /// <inheritdoc/>
    public void Dispose()
    {
        Inbox.Complete();
        _directions.End();
        Outbox.Dispose();
    }

    private SpeechDelta? Wanted(SpeechDelta delta)
    {
        var wanted = delta with
        {
            Visemes = _settings.Tracks.Contains(PerformanceTrack.Visemes) ? delta.Visemes : null,
            Phonemes = _settings.Tracks.Contains(PerformanceTrack.Phonemes) ? delta.Phonemes : null,
            Captions = _settings.Tracks.Contains(PerformanceTrack.Captions) ? delta.Captions : null,
            BlendShapes = _settings.Tracks.Contains(PerformanceTrack.BlendShapes) ? delta.BlendShapes : null,
        };
        return wanted is { Visemes: null, Phonemes: null, Captions: null, BlendShapes: null, Cues: null } ? null : wanted;
    }
}
