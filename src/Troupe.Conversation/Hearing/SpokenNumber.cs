namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether a number that is said digit by digit is likely to go on.</summary>
internal static class SpokenNumber
{
    /// <summary>Fewer digits in a row are a count or a price, not a number that is read out.</summary>
    private const int ShortestRun = 3;

    private static readonly HashSet<string> Digits = new(StringComparer.OrdinalIgnoreCase)
    {
        "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    };

    /// <summary>Words of a question that digits answer.</summary>
    private static readonly HashSet<string> Asking = new(StringComparer.OrdinalIgnoreCase) { "number", "digits", "code", "pin", "phone", "telephone", "card", "postcode", "zip" };

    /// <summary>Whether the partial ends inside such a number.</summary>
    public static bool MayGoOn(TurnContext context)
    {
        var (digits, words) = Run(ClauseEnd.Words(context.Partial));
        if (digits == 0)
        {
            return false;
        }

        // "Number 250" is one word; a number that is read out comes in several.
        var asked = context.Said is { } said && ClauseEnd.Words(said).Exists(Asking.Contains);
        return (asked || (digits >= ShortestRun && words > 1)) && !IsWhole(digits);
    }

    /// <summary>
    /// Telephone numbers have 7, 10 or 11 digits (the North American plan with and without area code and country), cards 16, and 4 to 6 are a PIN, postcode or one-time code
    /// as often as the first group of something longer: waiting at 6 suits both, since telephone numbers pause there.
    /// </summary>
    private static bool IsWhole(int digits) => digits is 4 or 5 or 7 or 10 or 11 or 16;

    private static (int Digits, int Words) Run(List<string> words)
    {
        var digits = 0;
        var i = words.Count - 1;
        for (; i >= 0; i--)
        {
            var word = words[i];
            if (Digits.Contains(word))
            {
                digits++;
            }
            else if (word.All(letter => char.IsAsciiDigit(letter) || letter is '-'))
            {
                digits += word.Count(char.IsAsciiDigit);
            }
            else if (!(word is "double" or "triple" && digits > 0))
            {
                break;
            }
            else
            {
                digits += word == "double" ? 1 : 2;
            }
        }

        return (digits, words.Count - 1 - i);
    }
}
