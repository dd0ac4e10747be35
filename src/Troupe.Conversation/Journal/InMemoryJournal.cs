namespace Troupe.Conversation.Journal;

/// <summary>Keeps the facts of a conversation in memory, for tests, simulations and short sessions. Grows with the conversation; not thread-safe.</summary>
public sealed class InMemoryJournal : IConversationJournal
{
    private readonly List<ConversationEvent> _facts = [];

    /// <summary>All facts in order.</summary>
    public IReadOnlyList<ConversationEvent> Facts => _facts;

    /// <inheritdoc/>
    public bool IsRecording { get; init; }

    /// <inheritdoc/>
    public void Append(ConversationEvent fact) => _facts.Add(fact);
}
