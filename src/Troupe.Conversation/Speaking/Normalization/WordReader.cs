using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>All other words: plain, compound, of capitals, mixed with digits and symbols. Takes any word.</summary>
internal static partial class WordReader
{
    /// <summary>Words after which "A" is the letter.</summary>
    private static readonly HashSet<string> BeforeLetters =
    [
        "plan", "vitamin", "grade", "team", "section", "option", "type", "hepatitis", "class", "appendix", "group", "level", "exhibit", "part", "point", "side", "letter", "an",
    ];

    private static readonly Dictionary<string, string> Compounds = new(StringComparer.Ordinal)
    {
        ["iPhone"] = "I phone", ["iPad"] = "I pad", ["YouTube"] = "youtube", ["PhD"] = "P H D", ["LaTeX"] = "lay tech", ["macOS"] = "mac O S", ["iOS"] = "I O S", ["WiFi"] = "wi fi",
        ["Wi-Fi"] = "wi fi", ["SaaS"] = "sass", ["C#"] = "C sharp", ["F#"] = "F sharp", ["PostgreSQL"] = "postgres Q L", ["MySQL"] = "my S Q L", ["eBay"] = "E bay", ["o'clock"] = "o'clock",
        ["IoT"] = "I O T", ["Ph.D"] = "P H D", ["AT&T"] = "A T and T",
    };

    /// <summary>Reads a word.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        reading.Say(at, Say(reading, at, token));
        return 1;
    }

    private static string Say(PhraseReading reading, int at, ReadToken token)
    {
        if (token.Core is "A")
        {
            var isLetter = BeforeLetters.Contains(reading[at - 1].Lower) || !token.RunsOn || reading[at + 1].Core.Length == 0;
            return isLetter && (at > 0 || reading.Count == 1) ? "A" : "a";
        }

        if (token.Core.Length == 1 && char.IsAsciiLetter(token.Core[0]))
        {
            return token.Core is "I" or "a" or "i" ? token.Lower : token.Core.ToUpperInvariant();
        }

        if (Compounds.TryGetValue(token.Core, out var compound))
        {
            return compound;
        }

        var said = new List<string>();
        string? previous = null;
        foreach (var part in Part().Matches(token.Core).Select(static match => match.Value))
        {
            said.Add(SayPart(part, previous, reading.IsShouting));
            previous = part;
        }

        return string.Join(' ', said.Where(static words => words.Length > 0));
    }

    private static string SayPart(string part, string? previous, bool isShouting)
    {
        if (char.IsAsciiDigit(part[0]))
        {
            return part.Length == 4 && part[0] != '0' && part.All(char.IsAsciiDigit) ? NumberWords.Year(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) : NumberWords.Decimal(part);
        }

        if (!char.IsAsciiLetter(part[0]) && part[0] != '\'')
        {
            return SaySymbol(part[0], previous);
        }

        var isPossessive = part.Length > 2 && part.EndsWith("'s", StringComparison.Ordinal);
        var isPlural = !isPossessive && part.Length > 2 && part[^1] == 's' && part[..^1].All(char.IsAsciiLetterUpper);
        var stem = isPossessive ? part[..^2] : isPlural ? part[..^1] : part;
        if (isShouting || !stem.All(char.IsAsciiLetterUpper))
        {
            return previous == "." ? Initialism.SayPart(part) : stem.Length == 1 && previous is not null && part.Length == 1 ? stem.ToUpperInvariant() : part.ToLowerInvariant();
        }

        var said = Initialism.Say(stem);
        var isSpelled = char.IsAsciiLetterUpper(said[^1]);
        return isPossessive || (isPlural && isSpelled) ? said + "'s" : isPlural ? said + "s" : said;
    }

    private static string SaySymbol(char symbol, string? previous) => symbol switch
    {
        '—' => ",",
        '-' or '_' or '/' or '\'' => "",
        '.' => "dot",
        '*' => previous is not null && char.IsAsciiDigit(previous[^1]) ? "times" : "",
        '^' => "to the power of",
        '#' => previous is { Length: 1 } ? "sharp" : "",
        '<' => previous is not null ? "less than" : "",
        '>' => previous is not null ? "greater than" : "",
        _ => SymbolReader.Name(symbol),
    };

    [GeneratedRegex(@"[A-Z]+(?:'[A-Z]+)*s?(?:'s)?(?!'?[a-z])|(?:Mc|Mac)[A-Z][a-z]+(?:'[a-z]+)*|'?[A-Z]?[a-z]*(?:'[a-z]+)+|'?[A-Z]?[a-z]+|[A-Z]|\d+(?:,\d{3})*(?:\.\d+)?|[^A-Za-z0-9\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
