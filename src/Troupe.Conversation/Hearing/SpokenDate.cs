namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether a date that was asked for is complete.</summary>
internal static class SpokenDate
{
    private static readonly HashSet<string> Months = new(StringComparer.OrdinalIgnoreCase)
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    };

    /// <summary>Days that need neither month nor year.</summary>
    private static readonly HashSet<string> Days = new(StringComparer.OrdinalIgnoreCase)
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow", "tonight", "yesterday", "now", "week", "month", "weekend", "morning", "evening", "afternoon",
    };

    private static readonly HashSet<string> Ordinals = new(StringComparer.OrdinalIgnoreCase)
    {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
        "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth",
    };

    private static readonly HashSet<string> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
    };

    /// <summary>The state of a date that nobody asked for: "on the third" lacks its month, and after "born" a year follows.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static Slot OfUnasked(List<string> words, int first)
    {
        var last = words[^1];
        var born = words.Exists(static word => word is "born" or "birthday" or "birth");
        if (born && words[^1] is "nineteen" or "eighteen" or "twenty" && words.Count > 1 && words[^2] is "in")
        {
            return Slot.Open;
        }

        if (born && words.Exists(Months.Contains))
        {
            return Of(words, withYear: true);
        }

        var on = words.FindLastIndex(static word => word is "on" or "from" or "until" or "by" or "since");
        if (on < first || on >= words.Count - 2)
        {
            return Slot.None;
        }

        // "On the third" and "on Monday the fourth", but not "on the first floor".
        var day = (Ordinals.Contains(last) || last is "twenty" or "thirty") && words[^2] is "the" or "twenty" or "thirty";
        return day || (on == first && Months.Contains(last)) ? Slot.Open : Slot.None;
    }

    /// <summary>The state of the date.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="withYear">Whether the year was asked for too.</param>
    public static Slot Of(List<string> words, bool withYear)
    {
        var month = words.FindLastIndex(Months.Contains);
        if (month < 0)
        {
            if (words[^1] is "in" or "on")
            {
                return Slot.Open;
            }

            var day = Ordinals.Contains(words[^1]) || words[^1] is "twenty" or "thirty" or "the";
            return !withYear && Days.Contains(words[^1]) ? Slot.Whole : day ? withYear ? Slot.Open : Slot.Doubtful : Slot.None;
        }

        // "The third of May nineteen ninety" has its day before the month, "May third nineteen ninety" after it.
        var before = month > 0 && (words[month - 1] is "of" || Ordinals.Contains(words[month - 1]) || IsNumber(words[month - 1]));
        var after = words.Skip(month + 1).Where(word => Ordinals.Contains(word) || IsNumber(word)).ToList();
        if (!before && after.Count == 0)
        {
            return Slot.Open;
        }

        if (words[^1] is "twenty" or "thirty" && after.Count == 1)
        {
            return Slot.Open;
        }

        var dayWords = before ? 0 : after.Count > 1 && after[0] is "twenty" or "thirty" && Ordinals.Contains(after[1]) ? 2 : 1;
        var year = after.Skip(dayWords).ToList();
        return year.Count switch
        {
            0 => withYear ? Slot.Open : Slot.Whole,
            1 when year[0].Length >= 4 && char.IsAsciiDigit(year[0][0]) => Slot.Whole,
            1 => Slot.Open,
            2 when year[1] is "hundred" or "thousand" or "oh" => year[1] is "oh" ? Slot.Open : Slot.Doubtful,
            2 when year[1] is "twenty" or "thirty" or "forty" or "fifty" or "sixty" or "seventy" or "eighty" or "ninety" => Slot.Doubtful,
            _ => Slot.Whole,
        };
    }

    /// <summary>Whether a word is a number.</summary>
    public static bool IsNumber(string word) => Numbers.Contains(word) || char.IsAsciiDigit(word[0]);
}
