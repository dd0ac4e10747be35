using System.Globalization;
using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Dates: 2026-03-14, 3/14/2026 (month first unless that cannot be), 14.3.2026, 14 March 2026, March 14, 2026, Mar. 14.</summary>
internal static partial class DateReader
{
    private static readonly string[] Months =
    [
        "", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly HashSet<string> BeforeDates = ["on", "by", "before", "after", "until", "till", "since", "from", "due"];

    /// <summary>Reads a date.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        if (Iso().Match(token.Core) is { Success: true } iso && SayDate(iso.Groups[1].Value, iso.Groups[2].Value, iso.Groups[3].Value) is { } isoDate)
        {
            var time = iso.Groups[4].Length == 0 ? "" : ", " + TimeReader.SayTime(iso.Groups[4].Value, iso.Groups[5].Value, "");
            reading.Say(at, isoDate + time);
            return 1;
        }

        if (Numeric().Match(token.Core) is { Success: true } numeric)
        {
            var (first, second) = (numeric.Groups[1].Value, numeric.Groups[2].Value);
            var dayFirst = int.Parse(first, CultureInfo.InvariantCulture) > 12 || token.Core.Contains('.', StringComparison.Ordinal);
            var date = dayFirst ? SayDate(numeric.Groups[3].Value, second, first) : SayDate(numeric.Groups[3].Value, first, second);
            if (date is not null)
            {
                reading.Say(at, date);
                return 1;
            }
        }

        if (Short().Match(token.Core) is { Success: true } few && BeforeDates.Contains(reading[at - 1].Lower)
            && SayDate("", few.Groups[1].Value, few.Groups[2].Value) is { } day)
        {
            reading.Say(at, day);
            return 1;
        }

        return ReadDayFirst(reading, at) is > 0 and var taken ? taken : ReadMonthFirst(reading, at);
    }

    private static int ReadDayFirst(PhraseReading reading, int at)
    {
        var ofs = reading[at + 1].Lower == "of" ? 1 : 0;
        if (DayOf(reading[at]) is not { } day || !reading[at].RunsOn || MonthOf(reading[at + 1 + ofs]) is not { } month || (month == 5 && !reading[at + 1 + ofs].IsCapitalized))
        {
            return 0;
        }

        var the = reading[at - 1].Lower == "the";
        reading.Say(at, $"{(the ? "" : "the ")}{NumberWords.Ordinal(day)}{(ofs == 1 ? "" : " of")}");
        if (ofs == 1)
        {
            reading.Say(at + 1, "of");
        }

        reading.Say(at + 1 + ofs, Months[month]);
        return 2 + ofs + ReadYear(reading, at + 2 + ofs);
    }

    private static int ReadMonthFirst(PhraseReading reading, int at)
    {
        if (MonthOf(reading[at]) is not { } month || !reading[at].IsCapitalized)
        {
            return 0;
        }

        var isWhole = reading[at].Lower == Months[month];
        if (DayOf(reading[at + 1]) is { } day && reading[at].Tail is "" or ".")
        {
            reading.Say(at, Months[month]);
            reading.Say(at + 1, NumberWords.Ordinal(day));
            return 2 + ReadYear(reading, at + 2);
        }

        var years = reading[at].Tail is "" or "." or "," ? ReadYear(reading, at + 1) : 0;
        if (years == 0 && !isWhole)
        {
            return 0;
        }

        reading.Say(at, Months[month]);
        return 1 + years;
    }

    private static int ReadYear(PhraseReading reading, int at)
    {
        var word = reading[at].Core;
        if (word.Length != 4 || !word.All(char.IsAsciiDigit) || word[0] is not ('1' or '2'))
        {
            return 0;
        }

        reading.Say(at, NumberWords.Year(int.Parse(word, CultureInfo.InvariantCulture)));
        return 1;
    }

    private static int? DayOf(ReadToken token) =>
        Day().Match(token.Core) is { Success: true } match && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= 31 and var day ? day : null;

    private static int? MonthOf(ReadToken token)
    {
        var name = token.Lower;
        var month = name.Length < 3 ? -1 : name == "sept" ? 9 : Array.FindIndex(Months, candidate => candidate == name || (name.Length == 3 && candidate.StartsWith(name, StringComparison.Ordinal)));
        return month > 0 ? month : null;
    }

    private static string? SayDate(string year, string month, string day)
    {
        var (monthNumber, dayNumber) = (int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));
        if (monthNumber is < 1 or > 12 || dayNumber is < 1 or > 31)
        {
            return null;
        }

        var words = $"{Months[monthNumber]} {NumberWords.Ordinal(dayNumber)}";
        return year.Length == 0 ? words : $"{words} {NumberWords.Year(int.Parse(year.Length == 2 ? "20" + year : year, CultureInfo.InvariantCulture))}";
    }

    [GeneratedRegex(@"^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?Z?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(\d\d?)[/.](\d\d?)[/.](\d{4}|\d\d(?<=/\d\d))$", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(\d\d?)/(\d\d?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"^(\d\d?)(?:st|nd|rd|th)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
