namespace Troupe.Engines.Flite;

/// <summary>
/// How much of the silence at both ends of a phrase is kept. Voices put 120-200 ms there, made for whole sentences: at the start of an answer that is delay,
/// and within a sentence that was cut for the sake of a fast start it is a gap that nobody would make.
/// </summary>
internal static class PhrasePauses
{
    /// <summary>One frame of hts_engine: the first phone of a sentence takes 25 to 50 ms more to become loud.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan OpenEnd = TimeSpan.FromMilliseconds(40);

    /// <summary>Samples of the first pause that are left out.</summary>
    public static int AtStart(Pronunciation pronunciation, int firstPhone, AudioFormat format) =>
        pronunciation.Phones[0].Syllable is null ? Math.Max(0, firstPhone - format.Samples(Start)) : 0;

    /// <summary>Samples of the last pause that are left out: none after punctuation.</summary>
    public static int AtEnd(FliteText text, Pronunciation pronunciation, int lastPhone, AudioFormat format) =>
        !text.EndsWithPunctuation && pronunciation.Phones[^1].Syllable is null ? Math.Max(0, lastPhone - format.Samples(OpenEnd)) : 0;
}
