using System.Collections.Frozen;

namespace Troupe.Server.Policy.Matching;

/// <summary>The forms of English words by rule: endings of nouns, verbs and adjectives (Quirk et al., A Comprehensive Grammar of the English Language, 3.5, 5.80, 7.76). Irregular forms are listed as terms.</summary>
internal static class Inflection
{
    private static readonly Endings Plain = new(["", "s", "es", "ed", "er", "ers", "ing", "ings", "ly"]);
    private static readonly Endings AfterE = new(["", "s", "d", "r", "rs", "ly"]);
    private static readonly Endings InPlaceOfE = new(["ing", "ings", "able"]);
    private static readonly Endings AfterY = new(["", "s", "ing", "ings"]);
    private static readonly Endings InPlaceOfY = new(["ies", "ied", "ier", "iers", "iest", "ily"]);
    private static readonly Endings Doubled = new(["ing", "ings", "ed", "er", "ers"]);

    /// <summary>The stems of a folded word, each with the endings that may follow it.</summary>
    public static IEnumerable<(string Stem, Endings Endings)> Of(string word)
    {
        if (word.Length < 3 || word.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
        {
            return [(word, Endings.None)];
        }

        return word switch
        {
            [.., 'e'] => [(word, AfterE), (word[..^1], InPlaceOfE)],
            [.., var before, 'y'] when !IsVowel(before) => [(word, AfterY), (word[..^1], InPlaceOfY)],
            [.., var before, var vowel, var last] when !IsVowel(before) && IsVowel(vowel) && !IsVowel(last) && last is not ('w' or 'x' or 'y') =>
                [(word, Plain), (word + last, Doubled)],
            _ => [(word, Plain)],
        };
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}

/// <summary>Endings of a word.</summary>
internal sealed class Endings(params string[] endings)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _endings =
        endings.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word as it is.</summary>
    public static Endings None { get; } = new("");

    /// <summary>Whether one of them is this.</summary>
    public bool Has(ReadOnlySpan<char> ending) => _endings.Contains(ending);
}
