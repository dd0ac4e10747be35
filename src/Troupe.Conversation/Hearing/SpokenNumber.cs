namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether a number that is said digit by digit is likely to go on.</summary>
internal static class SpokenNumber
{
    /// <summary>Fewer digits in a row that nobody asked for are a count or a price, not a number that is read out.</summary>
    private const int ShortestRun = 3;

    private static readonly HashSet<string> Digits = new(StringComparer.OrdinalIgnoreCase)
    {
        "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    };

    /// <summary>The state of the digits that the words end in.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="kind">What was asked for.</param>
    public static Slot Of(List<string> words, AnswerKind kind)
    {
        var asked = kind is AnswerKind.Number or AnswerKind.Phone or AnswerKind.Card or AnswerKind.Code;
        if (words[^1] is "double" or "triple" && words.Count > 1 && (asked || IsDigits(words[^2])))
        {
            return Slot.Open;
        }

        var (digits, count) = Run(words, tens: false);
        if (!asked && kind is AnswerKind.Any or AnswerKind.YesNo or AnswerKind.Name)
        {
            // "Three oh five twelve" has tens too; only what was announced as a number is read out so.
            var (all, length) = Run(words, tens: true);
            var announced = SpokenAnnouncement.OfNumber(words, words.Count - length, out var isPlace);
            if (isPlace)
            {
                return Slot.None;
            }

            if (all > 0 && announced is not AnswerKind.Any)
            {
                return (length == 1 && digits >= 4) || IsWhole(all, announced) ? Slot.Whole : Slot.Open;
            }
        }

        if (digits == 1 && count == 1 && Slots.IsSideStep(words))
        {
            // "I don't have one".
            return Slot.None;
        }

        if (asked && digits == 0 && SpokenDate.IsNumber(words[^1]))
        {
            // "Twenty", of "twenty thirty forty".
            return Slot.Open;
        }

        if (digits == 0 || kind is AnswerKind.Amount or AnswerKind.Date or AnswerKind.BirthDate)
        {
            return digits > 0 && kind is AnswerKind.Amount ? Slot.Whole : Slot.None;
        }

        // "Number 250" is one word; a number that is read out comes in several. After "is" two digits are enough: "the code is three nine", with a "code" that was misheard.
        var shortest = count < words.Count && words[^(count + 1)] is "is" ? ShortestRun - 1 : ShortestRun;
        return !asked && (digits < shortest || count < 2) ? Slot.None : IsWhole(digits, kind) ? Slot.Whole : Slot.Open;
    }

    /// <summary>
    /// Telephone numbers have 7, 10 or 11 digits and at most 15 (the North American plan with and without area code and country; ITU-T E.164), cards 15 or 16, codes and postcodes 4 to 6.
    /// Numbers of unknown kind are taken for telephone numbers and cards: people who dictate pause after each group of 2 to 6 digits, and a PIN is announced or asked for as what it is.
    /// </summary>
    private static bool IsWhole(int digits, AnswerKind kind) => kind switch
    {
        AnswerKind.Phone => digits is 7 or >= 10,
        AnswerKind.Card => digits >= 15,
        AnswerKind.Code => digits >= 4,
        _ => digits is 7 or 10 or 11 or >= 13,
    };

    /// <summary>Whether a word is a digit, or digits.</summary>
    public static bool IsDigits(string word) => Digits.Contains(word) || word.All(letter => char.IsAsciiDigit(letter) || letter is '-');

    private static (int Digits, int Words) Run(List<string> words, bool tens)
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
            else if (IsDigits(word))
            {
                digits += word.Count(char.IsAsciiDigit);
            }
            else if (tens && SpokenDate.IsNumber(word))
            {
                // "Twenty seven" are two digits, as are "twelve" and "twenty".
                var unit = word.EndsWith("ty", StringComparison.Ordinal) && i + 1 < words.Count && Digits.Contains(words[i + 1]);
                digits += unit ? 1 : 2;
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
