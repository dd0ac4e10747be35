using Troupe.Contracts;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Performances;

/// <summary>
/// Phones with their times, as another program wrote them. The file is a list of phones, or an object with <c>phones</c> and, if known, <c>words</c>:
/// <c>{"phones":[{"ipa":"h","duration":62},{"ipa":"aɪ","duration":180,"stressed":true},{"ipa":"","duration":90}],"words":[{"text":"Hi.","start":0,"duration":242}]}</c>.
/// Times are milliseconds, or seconds with <c>"unit":"s"</c>. A phone starts where the one before it ends, unless it says <c>start</c>, and has a <c>duration</c> or an <c>end</c>; an empty <c>ipa</c> is a pause.
/// </summary>
/// <param name="Phones">In order.</param>
/// <param name="Words">In order; empty when the file has none.</param>
public sealed record TimedPhones(IReadOnlyList<PhonemeTiming> Phones, IReadOnlyList<WordTiming> Words)
{
    private const int LongestPhone = 32;

    // Aligners round: phones that meet may seem to overlap by one step of theirs, which is 10 ms.
    private const double Rounding = 10.001;

    // No phone that sounds is as short as this on average; seconds taken for milliseconds are.
    private static readonly TimeSpan ShortestMean = TimeSpan.FromMilliseconds(5);

    /// <summary>When the last phone ends; pauses count.</summary>
    public TimeSpan End => Phones.Count == 0 ? TimeSpan.Zero : Phones.Max(phone => phone.End);

    /// <summary>How long a phone is on average, without pauses; zero when there is none.</summary>
    public TimeSpan MeanPhone => Phones.Where(phone => phone.Ipa.Length > 0).Select(phone => phone.Duration).DefaultIfEmpty().Aggregate((sum, next) => sum + next)
        / Math.Max(1, Phones.Count(phone => phone.Ipa.Length > 0));

    /// <summary>Reads a file.</summary>
    /// <exception cref="PerformanceException">It holds none; the message says where, and what belongs there.</exception>
    public static TimedPhones Read(ReadOnlyMemory<byte> utf8) => JsonPlace.Read(utf8, Read);

    private static TimedPhones Read(JsonPlace file)
    {
        var isList = file.Value.ValueKind == System.Text.Json.JsonValueKind.Array;
        var unit = isList ? 1 : UnitOf(file);
        var list = isList ? file : file.Need("phones", "a list such as [{\"ipa\":\"h\",\"duration\":62}]");
        var before = 0.0;
        var phones = list.List(phone => Phone(phone, unit, ref before));
        var words = isList ? [] : file.ListOf("words", word => Word(word, unit));
        var result = new TimedPhones(phones, words);
        if (!phones.Any(phone => phone.Ipa.Length > 0))
        {
            throw list.Wrong("no phone sounds.");
        }

        return result.MeanPhone >= ShortestMean
            ? result
            : throw list.Wrong(FormattableString.Invariant($"the phones last {result.MeanPhone.TotalMilliseconds:0.###} ms each on average: times are milliseconds, or seconds with \"unit\":\"s\" beside \"phones\"."));
    }

    private static double UnitOf(JsonPlace file) => file.Find("unit") is not { } unit ? 1 : unit.Text() switch
    {
        "ms" => 1,
        "s" => 1000,
        var other => throw unit.Wrong($"'{other}' is not ms or s."),
    };

    private static PhonemeTiming Phone(JsonPlace phone, double unit, ref double before)
    {
        var ipa = phone.Need("ipa", "a phone in IPA, empty for a pause").Text();
        if (ipa.Length > LongestPhone || ipa.Any(letter => letter is >= 'A' and <= 'Z' or >= '0' and <= '9'))
        {
            throw phone.Find("ipa")!.Value.Wrong($"'{(ipa.Length > LongestPhone ? ipa[..LongestPhone] + "…" : ipa)}' is no phone in IPA, which has no capitals and digits as ARPAbet and SAMPA have; give each phone as its symbols, such as aɪ or tʃ.");
        }

        var (start, duration) = Span(phone, unit, before);
        if (start < before)
        {
            if (start < before - Rounding)
            {
                throw phone.Wrong(FormattableString.Invariant($"it starts at {start:0.###} ms, while the phone before it lasts until {before:0.###} ms."));
            }

            (start, duration) = (before, Math.Max(0, start + duration - before));
        }

        before = start + duration;
        return new PhonemeTiming(ipa, Time(start), Time(duration), phone.Find("stressed")?.Truth() ?? false, phone.Find("loudness") is { } loudness ? Loudness(loudness) : null);
    }

    private static double Loudness(JsonPlace place) => place.Number() is >= -PerformanceRules.Loudest and <= PerformanceRules.Loudest and var decibels
        ? decibels
        : throw place.Wrong(FormattableString.Invariant($"it is not -{PerformanceRules.Loudest} to {PerformanceRules.Loudest} dB against the ordinary vowel of the phrase."));

    private static WordTiming Word(JsonPlace word, double unit)
    {
        word.Need("start", "when the word begins");
        var (start, duration) = Span(word, unit, 0);
        return new WordTiming(word.Need("text", "as a person reads it").Text(), Time(start), Time(duration));
    }

    private static (double Start, double Duration) Span(JsonPlace span, double unit, double before)
    {
        var start = span.Find("start")?.Number() * unit ?? before;
        var duration = (span.Find("duration"), span.Find("end")) switch
        {
            ({ } length, null) => length.Number() * unit,
            (null, { } end) => (end.Number() * unit) - start,
            (null, null) => throw span.Wrong("neither 'duration' nor 'end' is there: one of them says how long it lasts."),
            _ => throw span.Wrong("both 'duration' and 'end' are there: give one of them."),
        };
        return start is >= 0 and < PerformanceRules.Longest && duration is >= 0 and < PerformanceRules.Longest
            ? (start, duration)
            : throw span.Wrong(FormattableString.Invariant($"it starts at {start:0.###} ms and lasts {duration:0.###} ms; both are 0 to a day."));
    }

    private static TimeSpan Time(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
