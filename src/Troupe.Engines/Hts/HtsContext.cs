using Troupe.Engines.Flite;

namespace Troupe.Engines.Hts;

/// <summary>Neighbours and positions within an utterance, for its labels.</summary>
internal sealed class HtsContext
{
    private static readonly HashSet<string> Vowels = ["aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"];
    private readonly Dictionary<Syllable, int> _syllables;
    private readonly Dictionary<PhoneticWord, int> _words;
    private readonly Dictionary<PhoneticPhrase, HtsPhrase> _phrases;

    public HtsContext(Pronunciation pronunciation)
    {
        Phones = pronunciation.Phones;
        Phrases = pronunciation.Phrases;
        Words = [.. Phrases.SelectMany(static phrase => phrase.Words)];
        Syllables = [.. Words.SelectMany(static word => word.Syllables)];
        _words = Words.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index);
        _syllables = Syllables.Index().ToDictionary(static pair => pair.Item, static pair => pair.Index);
        _phrases = Phrases.Index().ToDictionary(
            static pair => pair.Item,
            static pair => new HtsPhrase(pair.Item, pair.Index, [.. pair.Item.Words.SelectMany(static word => word.Syllables)]));
    }

    /// <summary>How a property is spread around a position in a phrase.</summary>
    /// <param name="Before">How many come before, the first of the phrase left out for syllables.</param>
    /// <param name="After">How many come after.</param>
    /// <param name="ToPrevious">Steps back to the nearest, or 0.</param>
    /// <param name="ToNext">Steps on to the nearest, or 0.</param>
    public readonly record struct Spread(int Before, int After, int ToPrevious, int ToNext);

    public IReadOnlyList<Phone> Phones { get; }

    public IReadOnlyList<PhoneticPhrase> Phrases { get; }

    public IReadOnlyList<PhoneticWord> Words { get; }

    public IReadOnlyList<Syllable> Syllables { get; }

    public HtsPhrase PhraseOf(Syllable syllable) => _phrases[syllable.Word.Phrase];

    public Syllable? Before(Syllable syllable) => Syllables.ElementAtOrDefault(_syllables[syllable] - 1);

    public Syllable? After(Syllable syllable) => Syllables.ElementAtOrDefault(_syllables[syllable] + 1);

    public PhoneticWord? Before(PhoneticWord word) => Words.ElementAtOrDefault(_words[word] - 1);

    public PhoneticWord? After(PhoneticWord word) => Words.ElementAtOrDefault(_words[word] + 1);

    public PhoneticPhrase? Before(PhoneticPhrase phrase) => Phrases.ElementAtOrDefault(_phrases[phrase].Position - 1);

    public PhoneticPhrase? After(PhoneticPhrase phrase) => Phrases.ElementAtOrDefault(_phrases[phrase].Position + 1);

    /// <summary>Name of a syllable's vowel.</summary>
    public static string Vowel(Syllable syllable) => syllable.Phones.Find(static phone => Vowels.Contains(phone.Name))?.Name ?? "novowel";

    /// <summary>How a property is spread around a position.</summary>
    public static Spread Around<T>(IReadOnlyList<T> items, int position, Func<T, bool> has)
    {
        int before = 0, after = 0, toPrevious = 0, toNext = 0;
        for (var index = 0; index < items.Count; index++)
        {
            if (index == position || !has(items[index]))
            {
                continue;
            }

            if (index < position)
            {
                before++;
                toPrevious = position - index;
            }
            else
            {
                after++;
                toNext = toNext == 0 ? index - position : toNext;
            }
        }

        return new Spread(before, after, toPrevious, toNext);
    }
}

/// <summary>A phrase with its place.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Position">Its position in the utterance.</param>
/// <param name="Syllables">Its syllables.</param>
internal sealed record HtsPhrase(PhoneticPhrase Phrase, int Position, List<Syllable> Syllables)
{
    public List<PhoneticWord> Words => Phrase.Words;

    /// <summary>How a property of syllables is spread around a position; the phrase's first syllable does not count as before.</summary>
    public HtsContext.Spread Around(int position, Func<Syllable, bool> has)
    {
        var spread = HtsContext.Around(Syllables, position, has);
        return position > 0 && has(Syllables[0]) ? spread with { Before = spread.Before - 1 } : spread;
    }
}
