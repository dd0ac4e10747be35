using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>Which utterance something belongs to.</summary>
/// <param name="Turn">The turn, or null for the greeting.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Number">From 1 within the session.</param>
internal readonly record struct UtteranceId(uint? Turn, Epoch Epoch, uint Number);
