namespace Troupe.Conversation.Journal;

/// <summary>Takes every fact of one conversation as it happens: the source of the debugger, replay, audit and metrics.</summary>
/// <remarks>Called by the conversation's loop only, in the order of the facts; must return at once. Holds what people said: treat it as personal data.</remarks>
public interface IConversationJournal
{
    /// <summary>
    /// Whether it also takes whatever the loop meets, which with the time is all that its deeds depend on: then the conversation can be replayed.
    /// Asked once, as the conversation is made; no, the default, costs nothing.
    /// </summary>
    bool IsRecording => false;

    /// <summary>Takes a fact.</summary>
    void Append(ConversationEvent fact);
}
