using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Corpus;

/// <summary>What a sound of a person is, and what makes the end of a spoken turn hard to tell.</summary>
internal enum SpokenKind
{
    /// <summary>A question said in one go.</summary>
    Plain,

    /// <summary>A pause where people look for words, in the middle of a sentence.</summary>
    Pause,

    /// <summary>Numbers in groups, with a pause between two.</summary>
    Digits,

    /// <summary>An e-mail address, with a pause before its second half.</summary>
    Email,

    /// <summary>"um" and "uh", with a pause behind.</summary>
    Filler,

    /// <summary>A person was recorded; pauses are their own.</summary>
    Recorded,

    /// <summary>Somebody who listens says so, and does not want to speak.</summary>
    Backchannel,

    /// <summary>A cough.</summary>
    Cough,

    /// <summary>Laughter.</summary>
    Laugh,

    /// <summary>Somebody interrupts.</summary>
    Interruption,
}

/// <summary>One turn of a person: sound of which it is known where it ends.</summary>
/// <param name="Kind">What is hard about it.</param>
/// <param name="Speaker">Who speaks: a synthetic voice, never the presenter's, or where the recording is from.</param>
/// <param name="Text">What is said; for recordings without a transcript, the recording's name.</param>
/// <param name="Sound">16 kHz at -20 dBFS, as it fades away, without further silence.</param>
/// <param name="End">When its last loud sample is over: the end of the last 20 ms above <see cref="LoudLevel"/>.</param>
/// <param name="Pauses">Stretches inside without a loud sample; none of them ends the turn.</param>
internal sealed record SpokenItem(SpokenKind Kind, string Speaker, string Text, WavFile Sound, TimeSpan End, IReadOnlyList<SpokenPause> Pauses)
{
    /// <summary>What counts as loud, in dBFS: 20 dB below speech. Of people it is the level of 20 ms, so that the noise of a recording is none; of the presenter, whose silence is digital, one sample.</summary>
    public const double LoudLevel = -40;

    private const int Piece = 160;

    /// <summary>Stretches without a loud sample that are shorter are closures of consonants, at most 150 ms in fluent speech.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(160);

    /// <summary>When its first loud sample comes: the beginning of the first 20 ms above <see cref="LoudLevel"/>.</summary>
    public TimeSpan Onset => Sound.Format.Duration(LoudPieces(Sound.Samples.Span)[0] * Piece);

    /// <summary>Brings sound to the usual level and finds its end and its pauses.</summary>
    public static SpokenItem Of(SpokenKind kind, string speaker, string text, ReadOnlySpan<short> samples)
    {
        var format = AudioFormat.Hearing;
        var sound = Sounds.AtSpeechLevel(samples);
        var loud = LoudPieces(sound);
        var first = Math.Max(0, loud[0] - 5) * Piece;
        var pauses = loud.Zip(loud.Skip(1)).Where(pair => format.Duration((pair.Second - pair.First - 1) * Piece) >= ShortestPause)
            .Select(pair => new SpokenPause(format.Duration(((pair.First + 1) * Piece) - first), format.Duration((pair.Second - pair.First - 1) * Piece)));
        return new SpokenItem(kind, speaker, text, new WavFile(format, Sounds.FadedOut(sound[first..])), format.Duration(((loud[^1] + 1) * Piece) - first), [.. pauses]);
    }

    // Pieces of 10 ms that are loud together with one of their neighbours.
    private static int[] LoudPieces(ReadOnlySpan<short> sound)
    {
        var loud = new bool[sound.Length / Piece];
        for (var i = 0; i < loud.Length; i++)
        {
            loud[i] = Pcm.Level(sound.Slice(i * Piece, Piece)) > LoudLevel;
        }

        return [.. Enumerable.Range(0, loud.Length).Where(i => loud[i] && ((i > 0 && loud[i - 1]) || (i + 1 < loud.Length && loud[i + 1])))];
    }
}

/// <summary>A stretch without a loud sample.</summary>
/// <param name="At">From the first sample of the turn.</param>
/// <param name="Duration">How long it is.</param>
internal readonly record struct SpokenPause(TimeSpan At, TimeSpan Duration);
