using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>One conversation between a person and a presenter, from the handshake to the end of the session.</summary>
/// <remarks>
/// One loop owns the state; everything else sends to it. Sends no <see cref="SessionStarted"/> and no <see cref="SessionEnded"/>: whoever runs it does,
/// from what the handshake agreed and from what <see cref="RunAsync"/> returns.
/// </remarks>
/// <param name="engines">Shared engines.</param>
/// <param name="options">How the conversation behaves.</param>
/// <param name="settings">What the handshake agreed.</param>
/// <param name="transport">The person's side; read and written by this loop only.</param>
/// <param name="journal">Takes every fact.</param>
/// <param name="time">The clock.</param>
/// <param name="screen">Looks at phrases before they are spoken; null lets all pass.</param>
public sealed class ConversationLoop(
    ConversationEngines engines,
    ConversationOptions options,
    SessionSettings settings,
    IConversationTransport transport,
    IConversationJournal journal,
    TimeProvider time,
    IPhraseScreen? screen = null)
{
    private readonly MediaClock _clock = new(time);

    /// <summary>Converses until the session ends, and says why it ended. Runs once.</summary>
    /// <returns>
    /// <see cref="SessionEndReason.ClientEnded"/> when the client asked for it or the transport's input ended (the transport may know a better reason),
    /// <see cref="SessionEndReason.Idle"/>, <see cref="SessionEndReason.MaxDuration"/>, or <see cref="SessionEndReason.ShuttingDown"/> when cancelled.
    /// </returns>
    public async Task<SessionEndReason> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var input in transport.ReadAsync(cancellationToken))
            {
                if (input is MessageInput { Message: SessionEnd end })
                {
                    transport.Send(new CommandAccepted { Command = end.Id, At = _clock.Now.Milliseconds });
                    break;
                }
            }

            return SessionEndReason.ClientEnded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SessionEndReason.ShuttingDown;
        }
    }
}
