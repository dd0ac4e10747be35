using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Money: $5.99, €1,200, £3.5M, $5 million, -$20, US$5, 5€, 20 EUR, $10-20, $5/month.</summary>
internal static partial class MoneyReader
{
    private sealed record Currency(string One, string Many, string Cent, string Cents);

    private static readonly FrozenDictionary<string, Currency> Currencies = new Dictionary<string, Currency>(StringComparer.Ordinal)
    {
        ["$"] = new("dollar", "dollars", "cent", "cents"),
        ["€"] = new("euro", "euros", "cent", "cents"),
        ["£"] = new("pound", "pounds", "penny", "pence"),
        ["¥"] = new("yen", "yen", "sen", "sen"),
        ["₹"] = new("rupee", "rupees", "paisa", "paise"),
        ["USD"] = new("U S dollar", "U S dollars", "cent", "cents"),
        ["EUR"] = new("euro", "euros", "cent", "cents"),
        ["GBP"] = new("pound", "pounds", "penny", "pence"),
        ["JPY"] = new("yen", "yen", "sen", "sen"),
        ["CHF"] = new("swiss franc", "swiss francs", "centime", "centimes"),
        ["CAD"] = new("canadian dollar", "canadian dollars", "cent", "cents"),
        ["AUD"] = new("australian dollar", "australian dollars", "cent", "cents"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Scales = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["k"] = "thousand", ["m"] = "million", ["mn"] = "million", ["b"] = "billion", ["bn"] = "billion", ["t"] = "trillion", ["tn"] = "trillion",
        ["thousand"] = "thousand", ["million"] = "million", ["billion"] = "billion", ["trillion"] = "trillion",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads an amount.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        var amount = Before().Match(token.Core);
        if (!amount.Success)
        {
            amount = After().Match(token.Core);
        }

        if (amount.Success)
        {
            var prefix = amount.Groups["country"].Value is { Length: > 0 } country ? string.Join(' ', country.ToCharArray()) + " " : "";
            return Say(reading, at, 1, amount, Currencies[amount.Groups["sign"].Value], prefix);
        }

        // A sign that stands apart: "20 EUR", "USD 20".
        if (token.RunsOn && Number().Match(token.Core) is { Success: true } number && Currencies.TryGetValue(reading[at + 1].Core, out var following))
        {
            reading.Say(at, NumberWords.Decimal(number.Groups["low"].Value) + Scale(number));
            reading.Say(at + 1, number.Groups["low"].Value == "1" ? following.One : following.Many);
            return 2;
        }

        if (token.RunsOn && Currencies.TryGetValue(token.Core, out var leading) && Number().Match(reading[at + 1].Core) is { Success: true } second)
        {
            return Say(reading, at, 2, second, leading, "");
        }

        return 0;
    }

    private static int Say(PhraseReading reading, int at, int taken, Match amount, Currency currency, string prefix)
    {
        var low = amount.Groups["low"].Value;
        var sign = amount.Groups["minus"].Value switch { "-" => "minus ", "+" => "plus ", "~" => "about ", _ => "" };
        var per = amount.Groups["per"].Value is { Length: > 1 } unit ? " per " + UnitReader.Singular(unit[1..]) : "";
        var last = at + taken - 1;
        var scale = Scale(amount);
        if (scale.Length == 0 && reading[last].RunsOn && Scales.TryGetValue(reading[last + 1].Lower, out var word) && reading[last + 1].Core.Length > 2)
        {
            reading.Say(last, sign + NumberWords.Decimal(low));
            reading.Say(last + 1, $"{word} {prefix}{currency.Many}{per}");
            return taken + 1;
        }

        if (amount.Groups["high"].Length > 0)
        {
            var high = amount.Groups["high"].Value;
            reading.Say(last, $"{sign}{NumberWords.Decimal(low)} to {NumberWords.Decimal(high)}{scale} {prefix}{currency.Many}{per}");
            return taken;
        }

        reading.Say(last, sign + (scale.Length > 0 ? $"{NumberWords.Decimal(low)}{scale} {prefix}{currency.Many}" : Exact(low, currency, prefix)) + per);
        return taken;
    }

    private static string Exact(string amount, Currency currency, string prefix)
    {
        var parts = amount.Split('.', 2);
        var whole = NumberWords.Cardinal(parts[0]);
        var wholes = $"{whole} {prefix}{(whole == "one" ? currency.One : currency.Many)}";
        if (parts.Length == 1 || parts[1] == "00")
        {
            return wholes;
        }

        if (parts[1].Length != 2)
        {
            return $"{NumberWords.Decimal(amount)} {prefix}{currency.Many}";
        }

        var cents = NumberWords.Cardinal(parts[1].TrimStart('0'));
        var small = $"{cents} {(cents == "one" ? currency.Cent : currency.Cents)}";
        return whole == "zero" ? small : $"{wholes} and {small}";
    }

    private static string Scale(Match amount) => Scales.TryGetValue(amount.Groups["scale"].Value.ToLowerInvariant(), out var scale) ? " " + scale : "";

    [GeneratedRegex(@"^(?<minus>[-+~])?(?<country>US|CA|AU|NZ|HK|C|A)?(?<sign>[$€£¥₹])(?<low>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?)(?:-[$€£¥₹]?(?<high>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?))?(?<scale>[kKmMbBtT]|[mbt]n)?(?<per>/[A-Za-z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"^(?<minus>[-+~])?(?<low>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?)(?:-(?<high>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?))?(?<scale>[kKmMbBtT]|[mbt]n)?(?<sign>[$€£¥₹]|USD|EUR|GBP|JPY|CHF|CAD|AUD)(?<per>/[A-Za-z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"^(?<low>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?)(?<scale>[kKmMbBtT]|[mbt]n)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
