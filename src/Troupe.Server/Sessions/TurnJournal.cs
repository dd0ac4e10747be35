using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;

namespace Troupe.Server.Sessions;

/// <summary>Turns the facts of a conversation into figures and log lines, and hands them to its recording if it has one; keeps none of them.</summary>
internal sealed class TurnJournal(SessionsMetrics metrics, ILogger logger, Recorder? recorder) : IConversationJournal
{
    /// <inheritdoc/>
    public bool IsRecording => recorder is not null;

    /// <inheritdoc/>
    public void Append(ConversationEvent fact)
    {
        recorder?.Append(fact);
        switch (fact)
        {
            case MessageSent { Message: TurnEnded ended }:
                metrics.TurnEnded(ended);
                break;
            case EngineFailed failed:
                logger.EngineFailed(failed.Part, failed.Reason);
                break;
        }
    }
}
