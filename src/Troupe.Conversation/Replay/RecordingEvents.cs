using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Replay;

/// <summary>Facts are missing from here on: they came faster than they could be written.</summary>
/// <param name="At">The time of the first one.</param>
/// <param name="Count">How many.</param>
internal sealed record FactsLost(MediaTime At, long Count) : ConversationEvent(At);

/// <summary>What the turn said was due went to the client as it was: the message or the sound of the item before. Spares a recording to hold it twice.</summary>
/// <param name="At">When.</param>
internal sealed record StepSent(MediaTime At) : ConversationEvent(At);
