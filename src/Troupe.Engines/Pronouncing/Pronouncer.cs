using System.Collections.Concurrent;
using Troupe.Engines.Flite;

namespace Troupe.Engines.Pronouncing;

/// <summary>
/// How English words are said: by the CMU dictionary, by flite's lexicon and its rules where it lacks a word, by <see cref="LetterRules"/> where there is neither. The dictionary knows no stress:
/// flite's is taken, vowel by vowel, and without flite the first vowel of a word bears it. Remembers what it was asked. Thread-safe.
/// </summary>
/// <param name="dictionary">The dictionary; null when it is not installed.</param>
/// <param name="analyzer">A voice of flite, which owns lexicon and rules; null when none is installed.</param>
internal sealed class Pronouncer(CmuDictionary? dictionary, FliteVoice? analyzer) : IPronouncer
{
    // Far more than talk has; beyond it words are looked up each time.
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, IReadOnlyList<IReadOnlyList<SpokenPhone>>> _remembered = new(StringComparer.Ordinal);

    /// <summary>Opens what this machine has: the dictionary in a folder of pocketsphinx, and any of flite's voices. Never fails: <see cref="LetterRules"/> always remain.</summary>
    /// <param name="folder">Holds <c>cmudict-en-us.dict</c>.</param>
    public static Pronouncer Open(string folder)
    {
        CmuDictionary? dictionary = null;
        try
        {
            dictionary = CmuDictionary.Read(Path.Combine(folder, "cmudict-en-us.dict"));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Without it flite and the rules say everything.
        }

        try
        {
            return new Pronouncer(dictionary, FliteVoice.Register("slt"));
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new Pronouncer(dictionary, null);
        }
    }

    public IReadOnlyList<IReadOnlyList<SpokenPhone>> Pronounce(string word)
    {
        if (_remembered.TryGetValue(word, out var known))
        {
            return known;
        }

        var ways = Find(word);
        if (_remembered.Count < MostRemembered)
        {
            _remembered.TryAdd(word, ways);
        }

        return ways;
    }

    private IReadOnlyList<IReadOnlyList<SpokenPhone>> Find(string word)
    {
        var isLetter = word.Length > 0 && char.IsAsciiLetterUpper(word[0]);
        var flite = analyzer is null ? [] : Analyze(analyzer, word);

        // The dictionary has "a." for the name of the letter.
        var ways = dictionary is null ? [] : dictionary.Find(isLetter ? $"{char.ToLowerInvariant(word[0])}.{word[1..]}" : word);
        if (ways.Count > 0)
        {
            var stresses = flite.Where(static phone => IsVowel(phone.Name)).Select(static phone => phone.Stressed).ToArray();
            return [.. ways.Select(way => Stressed(way, stresses))];
        }

        return flite.Count > 0
            ? [[.. flite.Select(static phone => new SpokenPhone(Ipa.Of(phone.Name, phone.Stressed), phone.Stressed))]]
            : [Stressed(LetterRules.Phones(word), [])];
    }

    private static List<(string Name, bool Stressed)> Analyze(FliteVoice analyzer, string word) =>
    [
        .. FliteAnalyzer.Analyze(analyzer, FliteText.From(word)).Phones
            .Where(static phone => phone.Syllable is not null)
            .Select(static phone => (phone.Name, phone.Syllable!.Stressed)),
    ];

    private static IReadOnlyList<SpokenPhone> Stressed(IReadOnlyList<string> way, bool[] stresses)
    {
        var phones = new SpokenPhone[way.Count];
        var vowel = 0;
        var vowels = way.Count(static name => IsVowel(name));
        for (var index = 0; index < phones.Length; index++)
        {
            var isVowel = IsVowel(way[index]);
            var stressed = isVowel && (stresses.Length == vowels ? stresses[vowel] : vowel == 0);
            vowel += isVowel ? 1 : 0;
            phones[index] = new SpokenPhone(Ipa.Of(way[index] == "AH" && !stressed ? "ax" : way[index].ToLowerInvariant(), stressed), stressed);
        }

        return phones;
    }

    private static bool IsVowel(string name) => name[0] is 'A' or 'E' or 'I' or 'O' or 'U' or 'a' or 'e' or 'i' or 'o' or 'u';
}
