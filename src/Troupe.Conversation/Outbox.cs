using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>Sends to the client and notes it in the journal. Used by the loop only.</summary>
/// <param name="transport">The client.</param>
/// <param name="journal">Takes every fact.</param>
/// <param name="now">The loop's time.</param>
internal sealed class Outbox(IConversationTransport transport, IConversationJournal journal, Func<MediaTime> now)
{
    /// <summary>Sends a message with the present time.</summary>
    public void Send(ServerMessage message)
    {
        var at = now();
        message = message with { At = at.Milliseconds };
        journal.Append(new MessageSent(at, message));
        transport.Send(message);
    }

    /// <summary>Sends audio.</summary>
    public void Send(SpeechPacket packet)
    {
        journal.Append(new SpeechSent(now(), packet.Epoch, packet.Utterance, packet.Offset, packet.Samples.Length, packet.IsLast));
        transport.Send(packet);
    }

    /// <summary>Tells the client that a part failed or is missing, and the journal why.</summary>
    /// <param name="failure">Which part, and why.</param>
    /// <param name="message">A sentence for a person.</param>
    public void SendFailure(StageFailure failure, string message) => SendFailure(failure.Part, failure.InnerException!, message);

    /// <summary>Tells the client that an engine failed, and the journal why.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="failure">Why; what it says stays in the journal.</param>
    /// <param name="message">A sentence for a person.</param>
    public void SendFailure(string part, Exception failure, string message)
    {
        journal.Append(new EngineFailed(now(), part, failure.Message));
        var code = ErrorCodes.Get(failure is EngineException { Transient: false } ? "engine_unavailable" : "engine_failed");
        Send(new ErrorRaised { Code = code.Code, Message = message, Retryable = code.Retryable });
    }
}
