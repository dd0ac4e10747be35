using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>Speech on its way to the person: 20 ms in the session's output format, the last one of an utterance may be shorter.</summary>
/// <param name="Epoch">Epoch of the utterance.</param>
/// <param name="Utterance">The utterance, from 1 within the session.</param>
/// <param name="Offset">Samples before the first one.</param>
/// <param name="Samples">PCM16; not changed afterwards.</param>
/// <param name="IsLast">Whether the utterance ends with it.</param>
public readonly record struct SpeechPacket(Epoch Epoch, uint Utterance, long Offset, ReadOnlyMemory<short> Samples, bool IsLast);
