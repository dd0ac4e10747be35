using Troupe.Contracts;
using Troupe.Conversation.Journal;

namespace Troupe.Server.Sessions;

/// <summary>Turns the facts of a conversation into figures and log lines; keeps none of them.</summary>
internal sealed class TurnJournal(SessionsMetrics metrics, ILogger logger) : IConversationJournal
{
    /// <inheritdoc/>
    public void Append(ConversationEvent fact)
    {
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
