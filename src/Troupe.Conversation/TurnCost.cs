namespace Troupe.Conversation;

/// <summary>What an answer cost to make, whether it was heard or not.</summary>
/// <param name="Characters">Characters that the writer wrote.</param>
/// <param name="Audio">Sound that the voice made.</param>
internal readonly record struct TurnCost(int Characters, TimeSpan Audio);
