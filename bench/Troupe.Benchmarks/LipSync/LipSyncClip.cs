using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;

namespace Troupe.Benchmarks.LipSync;

/// <summary>A spoken sentence of which it is known when each phone sounds.</summary>
/// <param name="Set">Who speaks, as in the names of figures: <c>flite_rms</c>.</param>
/// <param name="Text">As a person reads it.</param>
/// <param name="Sound">16 kHz at speech level, with 200 ms of quiet on both sides.</param>
/// <param name="Phones">All phones in order, pauses included, from the sound's first sample; vowels as loud as they sound.</param>
public sealed record LipSyncClip(string Set, string Text, ReadOnlyMemory<short> Sound, IReadOnlyList<PhonemeTiming> Phones)
{
    /// <summary>Frames of truth and of every way, per second.</summary>
    public const int FrameRate = 100;

    /// <summary>When each word sounds, from the sound's first sample.</summary>
    public IReadOnlyList<WordTiming> Words { get; init; } = [];

    /// <summary>Whole frames of the sound.</summary>
    public int Frames => Sound.Length * FrameRate / AudioFormat.Hearing.SampleRate;
}
