namespace Troupe.Engines.Pronouncing;

/// <summary>
/// A last resort for English words: letters to phones by a few rules, from left to right, the longest spelling first. About half of the words come out as a dictionary has them; lips need less.
/// </summary>
internal static class LetterRules
{
    private static readonly string[] Names =
    [
        "EY", "B IY", "S IY", "D IY", "IY", "EH F", "JH IY", "EY CH", "AY", "JH EY", "K EY", "EH L", "EH M", "EH N", "OW", "P IY", "K Y UW", "AA R", "EH S", "T IY", "Y UW", "V IY",
        "D AH B AH L Y UW", "EH K S", "W AY", "Z IY",
    ];

    // Spelling, phones, and where it holds: "^" at the beginning only, "$" at the end only, "i" before e, i and y.
    private static readonly (string Spelling, string Phones, char Where)[] Rules =
    [
        .. new[]
        {
            ("tion", "SH AH N", ' '), ("sion", "ZH AH N", ' '), ("ough", "AO", ' '), ("augh", "AO", ' '), ("eigh", "EY", ' '), ("igh", "AY", ' '), ("tch", "CH", ' '), ("dge", "JH", ' '), ("sch", "S K", ' '),
            ("eau", "OW", ' '), ("ear", "IH R", ' '), ("air", "EH R", ' '), ("eer", "IH R", ' '), ("our", "AO R", ' '), ("oor", "AO R", ' '), ("oar", "AO R", ' '), ("ture", "CH ER", '$'),
            ("ch", "CH", ' '), ("sh", "SH", ' '), ("th", "TH", ' '), ("ph", "F", ' '), ("gh", "", ' '), ("ng", "NG", ' '), ("nk", "NG K", ' '), ("ck", "K", ' '), ("qu", "K W", ' '), ("wh", "W", ' '),
            ("kn", "N", '^'), ("wr", "R", '^'), ("ps", "S", '^'), ("gn", "N", '^'), ("mb", "M", '$'), ("ee", "IY", ' '), ("ea", "IY", ' '), ("oo", "UW", ' '), ("ou", "AW", ' '), ("ow", "OW", '$'), ("ow", "AW", ' '),
            ("oi", "OY", ' '), ("oy", "OY", ' '), ("oa", "OW", ' '), ("ai", "EY", ' '), ("ay", "EY", ' '), ("au", "AO", ' '), ("aw", "AO", ' '), ("ew", "UW", ' '), ("ei", "EY", ' '), ("ey", "IY", '$'), ("ie", "IY", ' '),
            ("ue", "UW", ' '), ("ui", "UW", ' '), ("ar", "AA R", ' '), ("er", "ER", ' '), ("ir", "ER", ' '), ("ur", "ER", ' '), ("or", "AO R", ' '), ("bb", "B", ' '), ("cc", "K", ' '), ("dd", "D", ' '), ("ff", "F", ' '),
            ("gg", "G", ' '), ("ll", "L", ' '), ("mm", "M", ' '), ("nn", "N", ' '), ("pp", "P", ' '), ("rr", "R", ' '), ("ss", "S", ' '), ("tt", "T", ' '), ("zz", "Z", ' '), ("es", "Z", '$'), ("ed", "D", '$'),
            ("e", "", '$'), ("y", "Y", '^'), ("y", "IY", ' '), ("c", "S", 'i'), ("g", "JH", 'i'), ("a", "AE", ' '), ("b", "B", ' '), ("c", "K", ' '), ("d", "D", ' '), ("e", "EH", ' '), ("f", "F", ' '), ("g", "G", ' '),
            ("h", "HH", ' '), ("i", "IH", ' '), ("j", "JH", ' '), ("k", "K", ' '), ("l", "L", ' '), ("m", "M", ' '), ("n", "N", ' '), ("o", "AA", ' '), ("p", "P", ' '), ("q", "K", ' '), ("r", "R", ' '), ("s", "S", ' '), ("t", "T", ' '),
            ("u", "AH", ' '), ("v", "V", ' '), ("w", "W", ' '), ("x", "K S", ' '), ("z", "Z", ' '),
        }.OrderByDescending(static rule => rule.Item1.Length),
    ];

    /// <summary>The phones of a word, with the names of the CMU set; one at least.</summary>
    /// <param name="word">Small letters with apostrophes, or a capital for the name of a letter.</param>
    public static IReadOnlyList<string> Phones(string word)
    {
        if (word.Length > 0 && char.IsAsciiLetterUpper(word[0]))
        {
            return [.. Names[word[0] - 'A'].Split(' '), .. word.EndsWith('s') ? ["Z"] : Array.Empty<string>()];
        }

        var letters = string.Concat(word.Where(char.IsAsciiLetterLower));
        var phones = new List<string>(letters.Length);
        for (var at = 0; at < letters.Length;)
        {
            var (spelling, said, _) = Rules.First(rule => Holds(rule.Spelling, rule.Where, letters, at));
            phones.AddRange(Open(spelling, letters, at) ?? said.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            at += spelling.Length;
        }

        return phones.Count > 0 ? phones : ["AH"];
    }

    private static bool Holds(string spelling, char where, string letters, int at) =>
        string.CompareOrdinal(letters, at, spelling, 0, spelling.Length) == 0 && where switch
        {
            '^' => at == 0,
            '$' => at > 0 && at + spelling.Length == letters.Length,
            'i' => at + 1 < letters.Length && letters[at + 1] is 'e' or 'i' or 'y',
            _ => true,
        };

    // A vowel before one consonant and a silent e, as in "make", and one that ends a word says its name.
    private static string[]? Open(string spelling, string letters, int at)
    {
        var isOpen = (at + 3 == letters.Length && letters[^1] == 'e' && letters[^2] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'r' or 'x')) || (at + 1 == letters.Length && at > 0);
        return !isOpen ? null : spelling switch { "a" when at + 1 < letters.Length => ["EY"], "i" => ["AY"], "o" => ["OW"], "u" => ["UW"], _ => null };
    }
}
