using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>Phonemes to the shapes that the mouth holds one after another. Pure.</summary>
internal static class HeldShapes
{
    // A gap this short is the closure of a stop or a join of two words, not a rest of the mouth.
    private const double ShortestPause = 80;

    // Over pauses shorter than this a mouth that need not keep them goes on from word to word; longer ones are ends of sentences.
    private const double ShortestBreak = 250;

    /// <summary>The shapes of phonemes.</summary>
    /// <param name="phonemes">All in order, pauses included.</param>
    /// <param name="preserveSilence">Whether the mouth rests in pauses between words too.</param>
    /// <returns>In order of start; what follows another starts where that ends.</returns>
    public static List<HeldShape> Of(IReadOnlyList<PhonemeTiming> phonemes, bool preserveSilence)
    {
        var held = new List<HeldShape>(phonemes.Count + 8);
        var shortest = preserveSilence ? ShortestPause : ShortestBreak;
        for (var index = 0; index < phonemes.Count; index++)
        {
            var phoneme = phonemes[index];
            if (phoneme.Duration <= TimeSpan.Zero)
            {
                continue;
            }

            var isLast = index == phonemes.Count - 1;
            if (phoneme.Ipa.Length == 0 && phoneme.Duration.TotalMilliseconds < (isLast ? ShortestPause : shortest) && held.Count > 0)
            {
                held[^1] = held[^1] with { End = phoneme.End.TotalMilliseconds };
                continue;
            }

            Add(held, phoneme, index + 1 < phonemes.Count ? phonemes[index + 1].Ipa : null);
        }

        for (var index = 1; index < held.Count; index++)
        {
            // Engines round their times: what follows starts where this one ends.
            if (Math.Abs(held[index].Start - held[index - 1].End) < ShortestPause)
            {
                held[index - 1] = held[index - 1] with { End = held[index].Start };
            }
        }

        return held;
    }

    private static void Add(List<HeldShape> held, PhonemeTiming phoneme, string? next)
    {
        var shapes = PhoneShapes.Of(phoneme.Ipa);
        if (shapes is [{ Viseme: PhoneShapes.NextVowel }])
        {
            shapes = [new(VowelOf(next), 1, shapes[0].Weight)];
        }

        var (start, duration) = (phoneme.Start.TotalMilliseconds, phoneme.Duration.TotalMilliseconds);
        for (var index = 0; index < shapes.Count; index++)
        {
            var shape = shapes[index];
            var end = index == shapes.Count - 1 ? phoneme.End.TotalMilliseconds : start + (duration * shape.Share);
            held.Add(new HeldShape(shape.Viseme, start, end, PhoneShapes.IsVowel(shape.Viseme) ? WeightOf(shape.Weight, phoneme) : shape.Weight));
            start = end;
        }
    }

    // Stress opens a vowel, and so does a loud voice, as far as its shape goes. Of all shapes only vowels: lips that touch do so however loud they are.
    private static float WeightOf(float weight, PhonemeTiming vowel) =>
        Math.Min(1, (vowel.Stressed ? weight : weight * PhoneShapes.Unstressed) * VowelLoudness.Opening(vowel.Loudness));

    private static int VowelOf(string? next)
    {
        var viseme = next is null ? VisemeSet.AA : PhoneShapes.Of(next)[0].Viseme;
        return PhoneShapes.IsVowel(viseme) ? viseme : VisemeSet.AA;
    }
}
