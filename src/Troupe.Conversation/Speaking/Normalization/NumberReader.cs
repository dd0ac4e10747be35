using System.Globalization;
using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Numbers that stand alone: cardinals, ordinals, years, decades, decimals, fractions, ranges, ratios and versions.</summary>
internal static partial class NumberReader
{
    private static readonly HashSet<string> BeforeYears =
    [
        "in", "since", "by", "until", "till", "from", "of", "year", "before", "after", "circa", "during", "late", "early", "to", "and", "around", "copyright",
    ];

    private static readonly HashSet<string> BeforeDecades = ["the", "early", "mid", "late", "my", "his", "her", "their", "our", "your"];
    private static readonly string[] Parts = ["", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>Reads a number.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var word = reading[at].Core;
        var sign = "";
        if (word.Length > 1 && word[0] == '~')
        {
            (sign, word) = ("about ", word[1..]);
        }
        else if (word.Length > 1 && word[0] == '#' && char.IsAsciiDigit(word[1]))
        {
            (sign, word) = ("number ", word[1..]);
        }
        else if (word.Length > 1 && (word[0] is '<' or '±' or '≤' or '≥'))
        {
            (sign, word) = (word[0] switch { '<' => "less than ", '±' => "plus or minus ", '≤' => "at most ", _ => "at least " }, word[1..]);
        }

        var said = Say(word, reading[at - 1].Lower);
        if (said is null)
        {
            return 0;
        }

        reading.Say(at, sign + said);
        return 1;
    }

    /// <summary>A number's words, or null for something else.</summary>
    public static string? Say(string word, string before = "")
    {
        if (Plain().IsMatch(word))
        {
            return IsYear(word, before) ? NumberWords.Year(int.Parse(word, CultureInfo.InvariantCulture)) : NumberWords.Decimal(word);
        }

        if (OrdinalForm().Match(word) is { Success: true } ordinal)
        {
            return NumberWords.Ordinal(Long(ordinal.Groups[1].Value));
        }

        if (Decade().Match(word) is { Success: true } decade)
        {
            var number = int.Parse(decade.Groups[1].Value, CultureInfo.InvariantCulture);
            return NumberWords.Plural(number >= 1000 ? NumberWords.Year(number) : NumberWords.Cardinal(number));
        }

        if (Fraction().Match(word) is { Success: true } fraction)
        {
            return SayFraction(fraction);
        }

        if (Range().Match(word) is { Success: true } range)
        {
            var (from, to) = (range.Groups[1].Value, range.Groups[2].Value);
            return $"{Say(from, "from")} to {Say(from.Length == 4 && to.Length == 2 ? from[..2] + to : to, "to")}";
        }

        if (Ratio().Match(word) is { Success: true } ratio)
        {
            return $"{NumberWords.Cardinal(ratio.Groups[1].Value)} to {NumberWords.Cardinal(ratio.Groups[2].Value)}";
        }

        if (Version().Match(word) is { Success: true } version)
        {
            var numbers = version.Groups[2].Value.Split('.').Select(static part => NumberWords.Cardinal(part));
            return (version.Groups[1].Length > 0 ? "version " : "") + string.Join(" point ", numbers);
        }

        return word == "24/7" ? "twenty four seven" : null;
    }

    /// <summary>Whether a word is a decade, "the 80s", rather than a number of seconds.</summary>
    public static bool IsDecade(PhraseReading reading, int at) => Decade().IsMatch(reading[at].Core)
        && (reading[at].Core.TrimStart('\'').Length > 3 || reading[at].Lead.EndsWith('\'') || BeforeDecades.Contains(reading[at - 1].Lower));

    private static bool IsYear(string word, string before) => word.Length == 4 && word.All(char.IsAsciiDigit) && word[0] is '1' or '2'
        && int.Parse(word, CultureInfo.InvariantCulture) is var number
        && (number is >= 1900 and < 2100 || (number is >= 1000 and < 2200 && BeforeYears.Contains(before)));

    private static string? SayFraction(Match match)
    {
        var (top, bottom) = (Long(match.Groups[2].Value), Long(match.Groups[3].Value));
        if (bottom == 0 || top > 1000 || (match.Value == "24/7"))
        {
            return match.Value == "24/7" ? "twenty four seven" : $"{NumberWords.Cardinal(match.Groups[2].Value)} over {NumberWords.Cardinal(match.Groups[3].Value)}";
        }

        var part = bottom < Parts.Length ? Parts[bottom] : NumberWords.Ordinal(bottom);
        var said = part.Length == 0
            ? $"{NumberWords.Cardinal(top)} over one"
            : $"{NumberWords.Cardinal(top)} {(top == 1 ? part : part == "half" ? "halves" : part + "s")}";
        return match.Groups[1].Length == 0
            ? said
            : $"{NumberWords.Cardinal(match.Groups[1].Value)} and {(top == 1 ? (part == "eighth" ? "an " : "a ") + part : said)}";
    }

    private static long Long(string digits) =>
        long.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000_000_000 ? number : 0;

    [GeneratedRegex(@"^[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(?<=\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalForm();

    [GeneratedRegex(@"^'?([12]?\d?\d0)'?s$", RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(@"^(?:(\d{1,9})_)?(\d{1,9})/(\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^((?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,9})?)-((?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,9})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(\d{1,4}):(\d{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Ratio();

    [GeneratedRegex(@"^([vV])?(\d{1,9}(?:\.\d{1,9})*)(?<=^v.*|\..*\..*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Version();
}
