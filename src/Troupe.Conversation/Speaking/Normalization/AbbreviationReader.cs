using System.Collections.Frozen;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Abbreviations: titles, streets, Latin, companies; and dotted letters such as U.S. or J. R. R.</summary>
internal static class AbbreviationReader
{
    /// <summary>Only with a dot, or inner dots.</summary>
    private static readonly FrozenDictionary<string, string> Dotted = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["mr"] = "mister", ["mrs"] = "missus", ["ms"] = "miz", ["dr"] = "doctor", ["prof"] = "professor", ["st"] = "street", ["ave"] = "avenue", ["blvd"] = "boulevard",
        ["rd"] = "road", ["ln"] = "lane", ["hwy"] = "highway", ["mt"] = "mount", ["ft"] = "fort", ["jr"] = "junior", ["sr"] = "senior", ["etc"] = "et cetera",
        ["e.g"] = "for example", ["eg"] = "for example", ["i.e"] = "that is", ["ie"] = "that is", ["approx"] = "approximately", ["dept"] = "department", ["est"] = "established",
        ["max"] = "maximum", ["vol"] = "volume", ["fig"] = "figure", ["inc"] = "incorporated", ["ltd"] = "limited", ["co"] = "company", ["corp"] = "corporation",
        ["gen"] = "general", ["sen"] = "senator", ["rep"] = "representative", ["gov"] = "governor", ["capt"] = "captain", ["lt"] = "lieutenant", ["sgt"] = "sergeant",
        ["col"] = "colonel", ["rev"] = "reverend", ["hon"] = "honorable", ["cf"] = "compare", ["ca"] = "circa", ["tel"] = "telephone", ["ext"] = "extension", ["no"] = "number",
        ["p"] = "page", ["pp"] = "pages", ["ch"] = "chapter", ["sec"] = "section", ["a.k.a"] = "also known as", ["ph.d"] = "P H D", ["apt"] = "apartment", ["assn"] = "association",
        ["min"] = "minimum", ["tues"] = "tuesday", ["thurs"] = "thursday", ["al"] = "al", ["lb"] = "pounds", ["oz"] = "ounces", ["misc"] = "miscellaneous", ["mon"] = "monday",
        ["tue"] = "tuesday", ["wed"] = "wednesday", ["thu"] = "thursday", ["fri"] = "friday", ["hrs"] = "hours",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>With or without a dot.</summary>
    private static readonly FrozenDictionary<string, string> Always = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["vs"] = "versus", ["mr"] = "mister", ["mrs"] = "missus", ["dr"] = "doctor", ["w/"] = "with", ["w/o"] = "without", ["b/c"] = "because", ["etc"] = "et cetera", ["blvd"] = "boulevard",
        ["approx"] = "approximately", ["w/out"] = "without", ["n/a"] = "not applicable", ["y'all"] = "y'all",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Those that stand for something else unless a number follows.</summary>
    private static readonly HashSet<string> NeedNumber = ["no", "p", "pp", "ch", "sec", "fig", "vol", "ext", "apt", "ca"];

    /// <summary>Those that may end a sentence: they need a name after them to be what they are.</summary>
    private static readonly HashSet<string> NeedName = ["gen", "sen", "rep", "gov", "col", "hon", "max", "min", "mon", "al", "ft", "mt", "rev"];

    /// <summary>Reads an abbreviation.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var token = reading[at];
        var word = token.Lower;
        var isDotted = token.Tail.StartsWith('.');
        if (word is "st" or "dr" && (isDotted || token.IsCapitalized))
        {
            reading.Say(at, NamePart(reading, at, word));
            return 1;
        }

        if (isDotted && Dotted.TryGetValue(word, out var said) && Fits(reading, at, word))
        {
            reading.Say(at, said);
            return 1;
        }

        if (Always.TryGetValue(word, out var always))
        {
            reading.Say(at, always);
            return 1;
        }

        if (IsLetters(token))
        {
            reading.Say(at, Initialism.Letters(token.Core) + (token.Lower.EndsWith("'s", StringComparison.Ordinal) ? "'s" : ""));
            return 1;
        }

        return 0;
    }

    /// <summary>Whether the dot after a word belongs to the abbreviation rather than to the sentence.</summary>
    public static bool Swallows(ReadToken token) =>
        Dotted.ContainsKey(token.Lower) || IsLetters(token) || token.Lower is "vs" or "jan" or "feb" or "mar" or "apr" or "jun" or "jul" or "aug" or "sep" or "sept" or "oct" or "nov" or "dec";

    private static bool Fits(PhraseReading reading, int at, string word)
    {
        var next = reading[at + 1];
        return NeedNumber.Contains(word) ? next.Core.Length > 0 && char.IsAsciiDigit(next.Core[0])
            : !NeedName.Contains(word) || next.IsCapitalized || (next.Core.Length > 0 && char.IsAsciiDigit(next.Core[0]));
    }

    /// <summary>"St. Louis" is a saint and "Dr. King" a doctor; "Main St." and "Ocean Dr." are ways.</summary>
    private static string NamePart(PhraseReading reading, int at, string word)
    {
        var before = reading[at - 1];
        var isWay = !reading[at + 1].IsCapitalized || reading[at].Tail is not ("" or ".") || (before.IsCapitalized && before.RunsOn && char.IsAsciiDigit(reading[at - 2].Core.FirstOrDefault()));
        return (word, isWay && before.IsCapitalized) switch
        {
            ("st", true) => "street",
            ("st", false) => "saint",
            ("dr", true) => "drive",
            _ => "doctor",
        };
    }

    private static bool IsLetters(ReadToken token)
    {
        var core = token.Lower.EndsWith("'s", StringComparison.Ordinal) ? token.Core[..^2] : token.Core;
        var isDotted = core.Length > 2 && core.Where(static (_, index) => index % 2 == 1).All(static character => character == '.');
        return (isDotted && core.Length % 2 == 1 && core.Where(static (_, index) => index % 2 == 0).All(char.IsAsciiLetter))
            || (core.Length == 1 && char.IsAsciiLetterUpper(core[0]) && core != "I" && token.Tail.StartsWith('.'));
    }
}
