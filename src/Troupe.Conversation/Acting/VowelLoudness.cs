using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>
/// How loud vowels are said, and how far that opens the mouth. Pure.
/// <para>
/// Loud speech is ordinary speech with its movements enlarged: the jaw falls lower in every vowel, while lips that touch still touch (Schulman 1989, doi 10.1121/1.397737;
/// Huber and Chandrasekaran 2006, doi 10.1044/1092-4388(2006/098), for a voice raised by 10 dB).
/// </para>
/// </summary>
public static class VowelLoudness
{
    /// <summary>Decibels beyond which a vowel opens no further, and below which no less.</summary>
    public const double Most = 8;

    // No vowel is louder or softer than this against the ordinary one of its phrase: a silent one is.
    internal const double Loudest = 100;

    // As much as stress opens a vowel.
    private const double OpensBy = 0.25;

    // Who speaks softly still articulates: a soft vowel must be told from its neighbours.
    private const double ClosesBy = 0.1;

    /// <summary>Gives vowels their loudness from the sound of the whole phrase. Those that have one keep it.</summary>
    /// <param name="phonemes">In order, from the sound's first sample.</param>
    /// <param name="sound">PCM16; vowels that it does not reach have no loudness.</param>
    /// <param name="format">Its rate.</param>
    /// <exception cref="ArgumentNullException">There are no phonemes.</exception>
    public static IReadOnlyList<PhonemeTiming> Measure(IReadOnlyList<PhonemeTiming> phonemes, ReadOnlySpan<short> sound, AudioFormat format)
    {
        ArgumentNullException.ThrowIfNull(phonemes);
        var powers = new double[phonemes.Count];
        for (var index = 0; index < powers.Length; index++)
        {
            var (from, to) = (format.Samples(phonemes[index].Start), Math.Min(format.Samples(phonemes[index].End), sound.Length));
            powers[index] = to > from ? Power(sound[from..to]) : 0;
        }

        return Of(phonemes, index => powers[index]);
    }

    /// <summary>The phonemes of a chunk; where it holds the whole phrase, their loudness is measured in its sound.</summary>
    internal static IReadOnlyList<PhonemeTiming> Of(SpeechChunk chunk) => chunk.IsLast ? Measure(chunk.Phonemes, chunk.Audio.Span, chunk.Format) : chunk.Phonemes;

    /// <summary>Gives vowels their loudness from their power, in any unit that is the same for all. Those that have one keep it.</summary>
    /// <param name="phonemes">All of a phrase, in order.</param>
    /// <param name="power">Mean square of the sound of the phoneme at a position; 0 where it is not known. Is asked for vowels alone, in order.</param>
    /// <exception cref="ArgumentNullException">There are no phonemes, or nobody to ask.</exception>
    public static IReadOnlyList<PhonemeTiming> Of(IReadOnlyList<PhonemeTiming> phonemes, Func<int, double> power)
    {
        ArgumentNullException.ThrowIfNull(phonemes);
        ArgumentNullException.ThrowIfNull(power);
        var levels = new double?[phonemes.Count];
        for (var index = 0; index < levels.Length; index++)
        {
            levels[index] = IsVowel(phonemes[index].Ipa) && power(index) is > 0 and var one && double.IsFinite(one) ? 10 * Math.Log10(one) : null;
        }

        var median = Median([.. levels.OfType<double>().Order()]);
        return [.. phonemes.Select((phoneme, index) => levels[index] is { } level && phoneme.Loudness is null ? phoneme with { Loudness = Math.Clamp(Math.Round(level - median, 1), -Loudest, Loudest) } : phoneme)];
    }

    /// <summary>What a vowel's weight is multiplied by: 0.9 to 1.25, and 1 where its loudness is not known.</summary>
    internal static float Opening(double? loudness) => loudness is { } known && !double.IsNaN(known)
        ? (float)(1 + (Math.Clamp(known, -Most, Most) / Most * (known > 0 ? OpensBy : ClosesBy)))
        : 1;

    // Glides look like vowels and are consonants, softer by 1 to 3 dB whoever speaks.
    private static bool IsVowel(string ipa) => ipa is not ("j" or "w" or "ʍ" or "ɥ") && PhoneShapes.IsVowel(PhoneShapes.Of(ipa)[0].Viseme);

    private static double Power(ReadOnlySpan<short> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound)
        {
            sum += (double)sample * sample;
        }

        return sum / sound.Length;
    }

    private static double Median(double[] sorted) => sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
