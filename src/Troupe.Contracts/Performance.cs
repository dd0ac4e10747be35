namespace Troupe.Contracts;

/// <summary>PCM16, mono, little-endian.</summary>
/// <param name="SampleRate">One of <see cref="Protocol.SampleRates"/>, in hertz.</param>
public sealed record AudioFormatOffer(int SampleRate)
{
    /// <summary>The encoding; only <c>pcm16</c> is spoken.</summary>
    public string Encoding { get; init; } = "pcm16";
}

/// <summary>Tracks of the performance that a client can ask for.</summary>
public enum PerformanceTrack
{
    /// <summary>Timed visemes of the 15 OpenXR shapes.</summary>
    Visemes,

    /// <summary>Timed phonemes in IPA.</summary>
    Phonemes,

    /// <summary>Captions with word times.</summary>
    Captions,

    /// <summary>Frames of the 52 ARKit blend shapes.</summary>
    BlendShapes,
}

/// <summary>A phoneme with its time.</summary>
/// <param name="Ipa">The phoneme in IPA; empty for a pause.</param>
/// <param name="Start">Milliseconds from the utterance's first sample.</param>
/// <param name="Duration">Milliseconds.</param>
/// <param name="Stressed">True where its syllable carries stress, which opens its vowel; absent elsewhere.</param>
/// <param name="Loudness">Of a vowel: by how many decibels it is louder than the ordinary vowel of its phrase, -100 to 100, which opens it wider; absent where it is not known.</param>
public sealed record PhonemeSpan(string Ipa, double Start, double Duration, bool? Stressed = null, double? Loudness = null);

/// <summary>A viseme with its time and strength.</summary>
/// <param name="Viseme">Position in <see cref="RigNames.Visemes"/>, 0 to 14.</param>
/// <param name="Start">Milliseconds from the utterance's first sample.</param>
/// <param name="Duration">Milliseconds.</param>
/// <param name="Weight">0 to 1.</param>
public sealed record VisemeSpan(int Viseme, double Start, double Duration, double Weight);

/// <summary>Blend-shape frames at a fixed rate.</summary>
/// <param name="Start">Time of the first frame, in milliseconds from the utterance's first sample.</param>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="Frames">One list of weights, 0 to 1, per frame; names by position.</param>
public sealed record BlendShapeTrack(double Start, double FrameRate, IReadOnlyList<IReadOnlyList<float>> Frames);

/// <summary>A line of captions. One that begins where the line before it began takes its place: the times of its words are better known.</summary>
/// <param name="Text">As a person reads it.</param>
/// <param name="Start">Milliseconds from the utterance's first sample.</param>
/// <param name="Duration">Milliseconds.</param>
/// <param name="Words">The words of the text in order.</param>
public sealed record Caption(string Text, double Start, double Duration, IReadOnlyList<CaptionWord> Words);

/// <summary>A word of a caption with its time.</summary>
/// <param name="Text">As a person reads it, with its punctuation.</param>
/// <param name="Start">Milliseconds from the utterance's first sample.</param>
/// <param name="Duration">Milliseconds.</param>
public sealed record CaptionWord(string Text, double Start, double Duration);

/// <summary>A gesture, gaze or expression with its time.</summary>
/// <param name="Kind">What moves, such as <c>expression</c>, <c>gesture</c> or <c>gaze</c>.</param>
/// <param name="Name">Which one, such as <c>smile</c> or <c>nod</c>.</param>
/// <param name="Start">Milliseconds from the utterance's first sample.</param>
/// <param name="Duration">Milliseconds.</param>
/// <param name="Weight">0 to 1.</param>
public sealed record PerformanceCue(string Kind, string Name, double Start, double Duration, double Weight);

/// <summary>A place in an utterance.</summary>
/// <param name="Utterance">The utterance.</param>
/// <param name="Position">Milliseconds from its first sample.</param>
public sealed record SpeechPosition(uint Utterance, double Position);
