using System.Collections.Frozen;

namespace Troupe.Server.Policy.Matching;

/// <summary>Words that say digits, folded: English, German, French and Spanish digit by digit, English also by tens ("twenty one").</summary>
internal static class DigitWords
{
    /// <summary>Longest word.</summary>
    public const int Longest = 12;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Words = Build().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The digits of a word; null when it is none. Two digits that end in 0 are tens: a unit may follow.</summary>
    public static string? Find(ReadOnlySpan<char> word) => Words.TryGetValue(word, out var digits) ? digits : null;

    /// <summary>How often the digit after this word is said; 0 when it is no such word.</summary>
    public static int TimesOf(ReadOnlySpan<char> word) => word switch
    {
        "double" or "doppel" => 2,
        "triple" => 3,
        _ => 0,
    };

    private static FrozenDictionary<string, string> Build()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["o"] = "0", ["oh"] = "0", ["nought"] = "0", ["ein"] = "1", ["zwo"] = "2", ["fuenf"] = "5", ["niner"] = "9" };
        string[] languages =
        [
            "zero one two three four five six seven eight nine",
            "null eins zwei drei vier funf sechs sieben acht neun",
            "zero un deux trois quatre cinq six sept huit neuf",
            "cero uno dos tres cuatro cinco seis siete ocho nueve",
        ];
        foreach (var (digit, word) in languages.SelectMany(language => language.Split(' ').Index()))
        {
            words.TryAdd(word, $"{digit}");
        }

        foreach (var (index, word) in "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ').Index())
        {
            words[word] = $"{10 + index}";
        }

        foreach (var (index, word) in "twenty thirty forty fifty sixty seventy eighty ninety".Split(' ').Index())
        {
            words[word] = $"{(2 + index) * 10}";
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
