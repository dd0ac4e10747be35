using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Numbers with units: 24GB, 5 km, 20°C, 21%, 60 km/h, 9.8 m/s^2, 10x.</summary>
internal static partial class UnitReader
{
    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["mm"] = "millimeter", ["cm"] = "centimeter", ["m"] = "meter", ["km"] = "kilometer", ["nm"] = "nanometer", ["um"] = "micrometer", ["mi"] = "mile",
        ["ft"] = "foot", ["yd"] = "yard", ["in"] = "inch", ["mg"] = "milligram", ["g"] = "gram", ["kg"] = "kilogram", ["lb"] = "pound", ["lbs"] = "pound",
        ["oz"] = "ounce", ["ml"] = "milliliter", ["mL"] = "milliliter", ["l"] = "liter", ["L"] = "liter", ["gal"] = "gallon",
        ["ns"] = "nanosecond", ["us"] = "microsecond", ["ms"] = "millisecond", ["s"] = "second", ["sec"] = "second", ["secs"] = "second", ["min"] = "minute",
        ["mins"] = "minute", ["h"] = "hour", ["hr"] = "hour", ["hrs"] = "hour", ["wk"] = "week", ["yr"] = "year", ["yrs"] = "year", ["mo"] = "month",
        ["Hz"] = "hertz", ["kHz"] = "kilohertz", ["MHz"] = "megahertz", ["GHz"] = "gigahertz", ["W"] = "watt", ["kW"] = "kilowatt", ["MW"] = "megawatt",
        ["Wh"] = "watt hour", ["kWh"] = "kilowatt hour", ["V"] = "volt", ["mV"] = "millivolt", ["A"] = "ampere", ["mA"] = "milliampere", ["mAh"] = "milliampere hour",
        ["kB"] = "kilobyte", ["KB"] = "kilobyte", ["MB"] = "megabyte", ["GB"] = "gigabyte", ["TB"] = "terabyte", ["PB"] = "petabyte",
        ["KiB"] = "kibibyte", ["MiB"] = "mebibyte", ["GiB"] = "gibibyte", ["kbps"] = "kilobit per second", ["Mbps"] = "megabit per second", ["Gbps"] = "gigabit per second",
        ["Mbit"] = "megabit", ["Gbit"] = "gigabit", ["px"] = "pixel", ["dpi"] = "dot per inch", ["fps"] = "frame per second", ["rpm"] = "revolution per minute",
        ["mph"] = "mile per hour", ["kph"] = "kilometer per hour", ["kmh"] = "kilometer per hour", ["dB"] = "decibel", ["J"] = "joule", ["kJ"] = "kilojoule",
        ["cal"] = "calorie", ["kcal"] = "kilocalorie", ["Pa"] = "pascal", ["kPa"] = "kilopascal", ["hPa"] = "hectopascal", ["N"] = "newton", ["ohm"] = "ohm",
        ["°C"] = "degree celsius", ["°F"] = "degree fahrenheit", ["°"] = "degree", ["%"] = "percent", ["x"] = "time", ["×"] = "time",
        ["day"] = "day", ["month"] = "month", ["year"] = "year", ["hour"] = "hour", ["week"] = "week", ["minute"] = "minute", ["second"] = "second",
        ["ha"] = "hectare", ["ppm"] = "part per million", ["MP"] = "megapixel",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Units that also are words or letters: they need a number right before them.</summary>
    private static readonly HashSet<string> Attached = ["in", "us", "x", "A", "N", "J", "h", "s", "mo", "cal", "MP", "ms", "day", "month", "year", "hour", "week", "minute", "second", "×"];

    private static readonly HashSet<string> Unchanged = ["percent", "hertz", "kilohertz", "megahertz", "gigahertz"];

    /// <summary>Reads a quantity.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        if (NumberReader.IsDecade(reading, at))
        {
            return 0;
        }

        if (Quantity().Match(token.Core) is { Success: true } quantity && Name(quantity.Groups["unit"].Value) is { } unit)
        {
            reading.Say(at, $"{SayNumber(quantity)} {Inflect(unit, quantity.Groups["number"].Value, quantity.Groups["high"].Length > 0)}");
            return 1;
        }

        if (token.RunsOn && Quantity().Match(token.Core + "%") is { Success: true } number && Apart(reading[at + 1]) is { } apart)
        {
            reading.Say(at, SayNumber(number));
            reading.Say(at + 1, Inflect(apart, number.Groups["number"].Value, number.Groups["high"].Length > 0));
            return 2;
        }

        return 0;
    }

    /// <summary>One of a unit: "hour" for "h" and for "hour".</summary>
    public static string Singular(string unit) => Name(unit) ?? unit;

    private static string? Apart(ReadToken token) => Attached.Contains(token.Core) || (token.Core is "m" or "g" or "l" && token.Tail.StartsWith('\'')) ? null : Name(token.Core);

    private static string SayNumber(Match quantity)
    {
        var sign = quantity.Groups["sign"].Value switch { "~" => "about ", "±" => "plus or minus ", "<" => "less than ", "-" => "minus ", "+" => "plus ", _ => "" };
        var number = quantity.Groups["number"].Value;
        var low = number.Contains('/', StringComparison.Ordinal) ? NumberReader.Say(number)! : NumberWords.Decimal(number);
        return sign + low + (quantity.Groups["high"].Length > 0 ? $" to {NumberWords.Decimal(quantity.Groups["high"].Value)}" : "");
    }

    private static string? Name(string unit)
    {
        if (Units.TryGetValue(unit, out var name))
        {
            return name;
        }

        if (unit.Split('/') is [var over, var under] && Name(over) is { } top && under.Length > 0 && Name(under) is { } bottom)
        {
            return $"{top} per {bottom}";
        }

        if (unit.EndsWith("^2", StringComparison.Ordinal) && Name(unit[..^2]) is { } area)
        {
            return area == "second" ? "second squared" : "square " + area;
        }

        return unit.EndsWith("^3", StringComparison.Ordinal) && Name(unit[..^2]) is { } volume ? "cubic " + volume : null;
    }

    private static string Inflect(string unit, string number, bool isRange)
    {
        if (Unchanged.Contains(unit) || (number == "1" && !isRange) || (number.Contains('/', StringComparison.Ordinal) && !number.Contains('_', StringComparison.Ordinal)))
        {
            return unit;
        }

        var split = unit.IndexOf(" per ", StringComparison.Ordinal);
        var (first, rest) = split < 0 ? (unit, "") : (unit[..split], unit[split..]);
        var space = first.IndexOf(' ', StringComparison.Ordinal);
        return first switch
        {
            "foot" => "feet",
            "inch" => "inches",
            _ when first.StartsWith("degree", StringComparison.Ordinal) => "degrees" + first["degree".Length..],
            _ when Unchanged.Contains(first) => first,
            _ when first.EndsWith(" squared", StringComparison.Ordinal) => first[..space] + "s" + first[space..],
            _ => first.Replace(" foot", " feet", StringComparison.Ordinal).Replace(" inch", " inche", StringComparison.Ordinal) + (first.EndsWith(" foot", StringComparison.Ordinal) ? "" : "s"),
        } + rest;
    }

    [GeneratedRegex(@"^(?<sign>[-+~±<])?(?<number>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?|\.\d{1,9}|(?:\d{1,9}_)?\d{1,3}/\d{1,3})(?:-(?<high>\d{1,15}(?:\.\d{1,9})?))?-?(?<unit>[a-zA-Z°%×][a-zA-Z0-9/^]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
