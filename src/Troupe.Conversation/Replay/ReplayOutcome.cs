using Troupe.Conversation.Journal;

namespace Troupe.Conversation.Replay;

/// <summary>What came of a replay.</summary>
/// <param name="Facts">What the loop met and what it did, in order.</param>
/// <param name="Difference">The first thing that it did otherwise than recorded; null when all was the same.</param>
/// <param name="State">How the conversation stood in the end.</param>
/// <param name="Met">How many things the loop met.</param>
public sealed record ReplayOutcome(IReadOnlyList<ConversationEvent> Facts, ReplayDifference? Difference, ConversationSnapshot State, int Met)
{
    /// <summary>What the loop failed with; null when it did not. Without a <see cref="Difference"/> it failed when it was recorded, too.</summary>
    public Exception? Fault { get; init; }
}
