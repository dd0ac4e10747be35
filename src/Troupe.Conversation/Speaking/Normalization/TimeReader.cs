using System.Globalization;
using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Times of day: 10:30 AM, 10am, 14:30, 9:05, 10:30-11:15.</summary>
internal static partial class TimeReader
{
    /// <summary>Reads a time.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        if (Clock().Match(token.Core) is { Success: true } clock && IsTime(clock))
        {
            var next = Half(reading[at + 1]);
            var half = Letters(clock.Groups[4].Value);
            var follows = half.Length == 0 && next.Length > 0 && token.RunsOn;
            reading.Say(at, SayTime(clock.Groups[1].Value, clock.Groups[2].Value, half, follows) + SaySeconds(clock.Groups[3].Value));
            return follows ? SayHalf(reading, at + 1, next) : 1;
        }

        if (Hour().Match(token.Core) is { Success: true } hour && Number(hour.Groups[1].Value) is >= 1 and <= 12)
        {
            var half = Letters(hour.Groups[2].Value);
            var next = Half(reading[at + 1]);
            if (half.Length > 0)
            {
                reading.Say(at, $"{NumberWords.Cardinal(Number(hour.Groups[1].Value))} {half}");
                return 1;
            }

            if (next.Length > 0 && token.RunsOn)
            {
                reading.Say(at, NumberWords.Cardinal(Number(hour.Groups[1].Value)));
                return SayHalf(reading, at + 1, next);
            }
        }

        if (Span().Match(token.Core) is { Success: true } span)
        {
            var (from, to) = (Clock().Match(span.Groups[1].Value), Clock().Match(span.Groups[2].Value));
            if (IsTime(from) && IsTime(to))
            {
                reading.Say(at, $"{SayTime(from)} to {SayTime(to)}");
                return 1;
            }

            var (first, last) = (Hour().Match(span.Groups[1].Value), Hour().Match(span.Groups[2].Value));
            if (first.Success && last.Success && first.Groups[2].Length + last.Groups[2].Length > 0)
            {
                reading.Say(at, $"{SayHour(first)} to {SayHour(last)}");
                return 1;
            }
        }

        return 0;
    }

    /// <summary>"ten thirty", "ten oh five", "ten o'clock", "fourteen hundred".</summary>
    public static string SayTime(string hour, string minute, string half, bool halfFollows = false)
    {
        var (hours, minutes) = (Number(hour), Number(minute));
        var words = NumberWords.Cardinal(hours);
        words += minutes switch
        {
            0 when half.Length > 0 || halfFollows => "",
            0 when hours is >= 1 and <= 12 => " o'clock",
            0 => hours == 0 ? " hours" : " hundred",
            < 10 => $" oh {NumberWords.Cardinal(minutes)}",
            _ => $" {NumberWords.Cardinal(minutes)}",
        };
        return half.Length > 0 ? $"{words} {half}" : words;
    }

    private static string SayTime(Match clock) => SayTime(clock.Groups[1].Value, clock.Groups[2].Value, Letters(clock.Groups[4].Value));

    private static string SayHour(Match hour) => $"{NumberWords.Cardinal(Number(hour.Groups[1].Value))} {Letters(hour.Groups[2].Value)}".Trim();

    private static string SaySeconds(string seconds) =>
        seconds.Length == 0 || Number(seconds) == 0 ? "" : $" and {NumberWords.Cardinal(Number(seconds))} {(Number(seconds) == 1 ? "second" : "seconds")}";

    private static int SayHalf(PhraseReading reading, int at, string half)
    {
        reading.Say(at, half);
        return 2;
    }

    private static bool IsTime(Match clock) =>
        clock.Success && Number(clock.Groups[1].Value) < 24 && Number(clock.Groups[2].Value) < 60 && (clock.Groups[3].Length == 0 || Number(clock.Groups[3].Value) < 60);

    private static string Half(ReadToken token) => token.Core is "AM" or "PM" or "am" or "pm" or "a.m" or "p.m" or "A.M" or "P.M" ? Letters(token.Core) : "";

    private static string Letters(string half) => half.Length == 0 ? "" : $"{char.ToUpperInvariant(half[0])} M";

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d\d?):(\d\d)(?::(\d\d))?([AaPp]\.?[Mm])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(\d\d?)([AaPp]\.?[Mm])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Hour();

    [GeneratedRegex(@"^(\d\d?(?::\d\d)?(?:[AaPp]\.?[Mm])?)-(\d\d?(?::\d\d)?(?:[AaPp]\.?[Mm])?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}
