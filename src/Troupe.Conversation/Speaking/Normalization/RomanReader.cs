using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Roman numerals, where the words around them leave no doubt: Chapter IV, World War II, Henry VIII.</summary>
internal static partial class RomanReader
{
    private static readonly HashSet<string> Counted =
    [
        "chapter", "part", "section", "act", "scene", "volume", "book", "war", "phase", "type", "level", "class", "title", "article", "appendix", "stage", "episode", "bowl", "figure", "table",
    ];

    private static readonly HashSet<string> Rulers =
    [
        "henry", "louis", "charles", "george", "edward", "william", "richard", "james", "elizabeth", "mary", "philip", "frederick", "catherine", "nicholas", "alexander", "napoleon",
        "pius", "paul", "benedict", "francis", "gregory", "leo", "ivan", "peter", "margaret", "victor", "wilhelm", "otto", "john",
    ];

    /// <summary>Reads a Roman numeral.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        if (!Numeral().IsMatch(token.Core) || !reading[at - 1].RunsOn || reading.IsShouting)
        {
            return 0;
        }

        var before = reading[at - 1];
        var value = Value(token.Core);
        if (Rulers.Contains(before.Lower) && (token.Core.Length > 1 || token.Core is "V" || token.Core is "I" && !reading[at + 1].Lower.EndsWith('m')))
        {
            reading.Say(at, $"the {NumberWords.Ordinal(value)}");
            return 1;
        }

        if (Counted.Contains(before.Lower) && (token.Core != "I" || before.IsCapitalized))
        {
            reading.Say(at, NumberWords.Cardinal(value));
            return 1;
        }

        if (token.Core.Length > 1 && reading[at + 1].Lower == "century")
        {
            reading.Say(at, NumberWords.Ordinal(value));
            return 1;
        }

        if (token.Core.Length > 1 && before.IsCapitalized && token.Core != "IV" && token.Core != "XL")
        {
            reading.Say(at, NumberWords.Cardinal(value));
            return 1;
        }

        return 0;
    }

    private static int Value(string numeral)
    {
        var value = 0;
        for (var index = 0; index < numeral.Length; index++)
        {
            var digit = Digit(numeral[index]);
            value += index + 1 < numeral.Length && Digit(numeral[index + 1]) > digit ? -digit : digit;
        }

        return value;
    }

    private static int Digit(char letter) => letter switch { 'I' => 1, 'V' => 5, 'X' => 10, _ => 50 };

    [GeneratedRegex(@"^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numeral();
}
