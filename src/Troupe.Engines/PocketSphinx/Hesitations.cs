namespace Troupe.Engines.PocketSphinx;

/// <summary>
/// Sounds of hesitation that a decoder is taught. Its general model has "um" and "uh" as words that hardly occur, so that it hears "is there a job" in "is there a, um":
/// the person is answered while they look for the word.
/// </summary>
/// <remarks>
/// They are words of their own, in brackets, since the likelihood of a word that the model knows cannot be changed. They are no fillers in the library's sense: of those it enters only
/// such as have one phone, leaves them out of what it understood, and ends the process when it is asked mid-utterance where they are.
/// </remarks>
internal static class Hesitations
{
    /// <summary>
    /// Likelihood of each, in units of the model's even share of a word. Chosen over synthetic hesitations and over sentences without any: three times as much hears 44 instead of 32 of 57
    /// at once, and hears hesitations in sentences that have none, where they stand for words that it understood before.
    /// </summary>
    private const float Likelihood = 30_000;

    /// <summary>
    /// The sounds, in the model's phones. The vowel is written two or three times, which takes 60 or 90 ms at least: more than the vowel of "a" or of "the" usually lasts.
    /// </summary>
    private static readonly (string Word, string[] Phones)[] Sounds =
    [
        ("um", ["AH AH M", "AA AA M"]),
        ("uh", ["AH AH AH", "AA AA AA", "ER ER ER"]),
    ];

    /// <summary>Teaches a decoder that has not begun an utterance.</summary>
    /// <exception cref="EngineException">The model lacks these phones, or has no words.</exception>
    public static void Teach(PocketSphinxLibrary library, nint decoder)
    {
        foreach (var (word, phones) in Sounds)
        {
            if (!library.Teach(decoder, $"[{word}]", phones, Likelihood))
            {
                throw new EngineException($"pocketsphinx cannot learn the word '{word}': its model is not the English one.", transient: false);
            }
        }
    }

    /// <summary>What was understood, with hesitations as people write them.</summary>
    public static string Write(string hypothesis) =>
        hypothesis.Contains('[', StringComparison.Ordinal) ? Sounds.Aggregate(hypothesis, (text, sound) => text.Replace($"[{sound.Word}]", sound.Word, StringComparison.Ordinal)) : hypothesis;
}
