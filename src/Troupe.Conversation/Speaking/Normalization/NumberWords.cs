using System.Globalization;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>English words for numbers, in American usage: "one hundred twenty three".</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    private static readonly string[] Scales = ["", " thousand", " million", " billion", " trillion", " quadrillion"];

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["one"] = "first", ["two"] = "second", ["three"] = "third", ["five"] = "fifth", ["eight"] = "eighth", ["nine"] = "ninth", ["twelve"] = "twelfth",
    };

    /// <summary>"one hundred twenty three"; digits one by one from 10^18 on or after a leading zero. Thousands may be separated by commas.</summary>
    public static string Cardinal(string digits)
    {
        digits = digits.Replace(",", "", StringComparison.Ordinal);
        return digits.Length > 18 || (digits.Length > 1 && digits[0] == '0')
            ? Digits(digits)
            : Cardinal(long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>"one hundred twenty three".</summary>
    public static string Cardinal(long number)
    {
        if (number == 0)
        {
            return Small[0];
        }

        var words = "";
        for (var scale = 0; number > 0; scale++, number /= 1000)
        {
            var group = (int)(number % 1000);
            words = group == 0 ? words : $"{Hundreds(group)}{Scales[scale]} {words}";
        }

        return words.Trim();
    }

    /// <summary>"three point one four"; "point five"; "minus two". Thousands may be separated by commas.</summary>
    public static string Decimal(string number)
    {
        var sign = number.StartsWith('-') ? "minus " : number.StartsWith('+') ? "plus " : "";
        var parts = number.TrimStart('-', '+').Split('.', 2);
        var whole = parts[0].Length == 0 ? "" : Cardinal(parts[0]);
        return sign + (parts.Length == 1 ? whole : $"{whole} point {Digits(parts[1])}".TrimStart());
    }

    /// <summary>"twenty second".</summary>
    public static string Ordinal(long number)
    {
        var words = Cardinal(number);
        var split = words.LastIndexOf(' ') + 1;
        var last = words[split..];
        var ordinal = Irregular.GetValueOrDefault(last, last.EndsWith('y') ? last[..^1] + "ieth" : last + "th");
        return words[..split] + ordinal;
    }

    /// <summary>"one two three".</summary>
    public static string Digits(string digits) =>
        string.Join(' ', digits.Where(char.IsAsciiDigit).Take(64).Select(static digit => Small[digit - '0']));

    /// <summary>"nineteen ninety nine", "two thousand five", "twenty twenty six", "nineteen oh four".</summary>
    public static string Year(int year)
    {
        var (century, rest) = (year / 100, year % 100);
        return year is < 1000 or > 9999 || century % 10 == 0 && rest < 10
            ? Cardinal(year)
            : $"{Cardinal(century)} {(rest == 0 ? "hundred" : rest < 10 ? $"oh {Small[rest]}" : Cardinal(rest))}";
    }

    /// <summary>"fives", "sixties", "hundreds".</summary>
    public static string Plural(string words) => words.EndsWith('y') ? words[..^1] + "ies" : words.EndsWith('x') ? words + "es" : words + "s";

    private static string Hundreds(int number)
    {
        var (hundreds, rest) = (number / 100, number % 100);
        var words = hundreds == 0 ? "" : $"{Small[hundreds]} hundred";
        var tail = rest == 0 ? "" : rest < 20 ? Small[rest] : rest % 10 == 0 ? Tens[rest / 10] : $"{Tens[rest / 10]} {Small[rest % 10]}";
        return $"{words} {tail}".Trim();
    }
}
