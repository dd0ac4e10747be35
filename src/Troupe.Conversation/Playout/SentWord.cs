namespace Troupe.Conversation.Playout;

/// <summary>A word that was sent, with its time.</summary>
/// <param name="Text">As a person reads it.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends: it was heard once its end was.</param>
internal readonly record struct SentWord(string Text, TimeSpan Start, TimeSpan End);
