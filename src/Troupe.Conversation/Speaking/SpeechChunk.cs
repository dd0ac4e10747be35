using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation.Speaking;

/// <summary>A piece of a spoken phrase.</summary>
public sealed record SpeechChunk
{
    /// <summary>The phrase.</summary>
    public required Phrase Phrase { get; init; }

    /// <summary>Rate of the audio; the same in all chunks of a voice.</summary>
    public required AudioFormat Format { get; init; }

    /// <summary>Samples that follow those of the previous chunk.</summary>
    public required ReadOnlyMemory<short> Audio { get; init; }

    /// <summary>In the first chunk: all phonemes of the phrase in order, pauses included. Otherwise empty; in all chunks of a voice that does not know them.</summary>
    public IReadOnlyList<PhonemeTiming> Phonemes { get; init; } = [];

    /// <summary>In the first chunk: all words of the phrase's text in order. Otherwise empty; in all chunks of a voice that does not know them.</summary>
    public IReadOnlyList<WordTiming> Words { get; init; } = [];

    /// <summary>Whether the phrase ends with this chunk.</summary>
    public bool IsLast { get; init; }
}

/// <summary>When a phoneme sounds, from the phrase's first sample.</summary>
/// <param name="Ipa">The phoneme in IPA; empty for a pause.</param>
/// <param name="Start">Time of its start.</param>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Stressed">Whether its syllable carries stress.</param>
/// <param name="Loudness">
/// Of a vowel: by how many decibels it is louder than the ordinary vowel of its phrase; negative for a softer one, null where it is not known, which shows it as ordinary.
/// A voice that plans how loud it will be fills it with <c>VowelLoudness</c>; where one chunk holds a whole phrase it is measured.
/// </param>
public readonly record struct PhonemeTiming(string Ipa, TimeSpan Start, TimeSpan Duration, bool Stressed = false, double? Loudness = null)
{
    /// <summary>Time of its end.</summary>
    public TimeSpan End => Start + Duration;
}

/// <summary>When a word of the written text sounds, from the phrase's first sample.</summary>
/// <param name="Text">As written, with its punctuation: "$5.99," is one word though it is spoken as several.</param>
/// <param name="Start">Time of its start.</param>
/// <param name="Duration">How long it lasts.</param>
public readonly record struct WordTiming(string Text, TimeSpan Start, TimeSpan Duration);
