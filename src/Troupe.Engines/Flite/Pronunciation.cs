namespace Troupe.Engines.Flite;

/// <summary>How a text is said: phones within syllables within words within phrases, as flite's text analysis found them.</summary>
/// <param name="Phones">All phones in order, pauses included.</param>
/// <param name="Phrases">Words between pauses.</param>
internal sealed record Pronunciation(IReadOnlyList<Phone> Phones, IReadOnlyList<PhoneticPhrase> Phrases);

/// <summary>A phone.</summary>
/// <param name="name">In flite's phone set.</param>
/// <param name="syllable">Its syllable; null for a pause.</param>
/// <param name="end">Seconds from the start, where the voice has computed it.</param>
internal sealed class Phone(string name, Syllable? syllable, float end)
{
    public const string Pause = "pau";

    public string Name { get; } = name;

    public Syllable? Syllable { get; } = syllable;

    public float End { get; } = end;
}

/// <summary>A syllable.</summary>
/// <param name="word">Its word.</param>
/// <param name="stressed">Whether it carries lexical stress.</param>
/// <param name="accented">Whether it carries a pitch accent.</param>
/// <param name="endTone">ToBI boundary tone, or <c>NONE</c>.</param>
internal sealed class Syllable(PhoneticWord word, bool stressed, bool accented, string endTone)
{
    public PhoneticWord Word { get; } = word;

    public bool Stressed { get; } = stressed;

    public bool Accented { get; } = accented;

    public string EndTone { get; } = endTone;

    public List<Phone> Phones { get; } = [];
}

/// <summary>A word of the lexicon: a written word may hold several.</summary>
/// <param name="phrase">Its phrase.</param>
/// <param name="token">Position of the written word that it belongs to.</param>
/// <param name="category">Guessed part of speech, such as <c>content</c> or <c>det</c>.</param>
internal sealed class PhoneticWord(PhoneticPhrase phrase, int token, string category)
{
    public PhoneticPhrase Phrase { get; } = phrase;

    public int Token { get; } = token;

    public string Category { get; } = category;

    public bool IsContent => Category == "content";

    public List<Syllable> Syllables { get; } = [];
}

/// <summary>Words that are said without a pause.</summary>
internal sealed class PhoneticPhrase
{
    public List<PhoneticWord> Words { get; } = [];
}
