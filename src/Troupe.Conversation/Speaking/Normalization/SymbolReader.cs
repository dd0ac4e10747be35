using System.Collections.Frozen;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Symbols: alone between words, and within words.</summary>
internal static class SymbolReader
{
    private static readonly FrozenDictionary<char, string> Names = new Dictionary<char, string>
    {
        ['&'] = "and", ['+'] = "plus", ['='] = "equals", ['@'] = "at", ['%'] = "percent", ['#'] = "hash", ['/'] = "slash", ['\\'] = "backslash",
        ['<'] = "less than", ['>'] = "greater than", ['^'] = "to the power of", ['$'] = "dollars", ['€'] = "euros", ['£'] = "pounds", ['¥'] = "yen",
        ['₹'] = "rupees", ['°'] = "degrees", ['×'] = "times", ['÷'] = "divided by", ['±'] = "plus or minus", ['≤'] = "at most", ['≥'] = "at least",
        ['≠'] = "is not", ['∞'] = "infinity", ['√'] = "square root of", ['§'] = "section", ['©'] = "copyright", ['α'] = "alpha", ['β'] = "beta",
        ['γ'] = "gamma", ['δ'] = "delta", ['Δ'] = "delta", ['ε'] = "epsilon", ['θ'] = "theta", ['λ'] = "lambda", ['π'] = "pi", ['σ'] = "sigma",
        ['Σ'] = "sigma", ['φ'] = "phi", ['ω'] = "omega", ['¢'] = "cents",
    }.ToFrozenDictionary();

    /// <summary>Whether a character outside ASCII is read out.</summary>
    public static bool IsSaid(char character) => character == '—' || Names.ContainsKey(character);

    /// <summary>What a symbol within a word is called; empty for one that only separates.</summary>
    public static string Name(char symbol) => symbol switch
    {
        '@' => "at",
        '*' or '#' or '<' or '>' or '^' => "",
        _ => Names.GetValueOrDefault(symbol, ""),
    };

    /// <summary>A word of symbols only. Signs that stand for structure (a heading, a quote, a list, a table) are not said.</summary>
    public static int ReadAlone(PhraseReading reading, int at)
    {
        var token = reading[at];
        var symbols = token.Core;
        if (symbols.Length == 0 && token.Lead is "<" && IsNumber(reading[at - 1]) && IsNumber(reading[at + 1]))
        {
            reading.Say(at, "less than");
            return 1;
        }

        if (symbols.Length == 0 && token.Lead is "*" && IsNumber(reading[at - 1]) && IsNumber(reading[at + 1]))
        {
            reading.Say(at, "times");
            return 1;
        }

        if (symbols.Length == 0 && token.Tail is ">" && IsNumber(reading[at - 1]) && IsNumber(reading[at + 1]))
        {
            reading.Say(at, "greater than");
            return 1;
        }

        if (symbols.Any(char.IsAsciiLetterOrDigit))
        {
            return 0;
        }

        var isSign = symbols is "-" or "/" && IsNumber(reading[at - 1]) && IsNumber(reading[at + 1]);
        var isOperator = symbols.Length == 1 && symbols[0] is not ('#' or '/' or '\\' or '<' or '>' or '^') && at > 0;
        reading.Say(at, symbols switch
        {
            "-" when isSign => "minus",
            "/" when isSign => "divided by",
            "==" => "equals",
            "!=" => "is not",
            "&&" => "and",
            "++" => "plus plus",
            _ when isOperator || (symbols.Length == 1 && !char.IsAscii(symbols[0])) => Names.GetValueOrDefault(symbols[0], ""),
            _ => "",
        });
        return 1;
    }

    private static bool IsNumber(ReadToken token) => token.Core.Length > 0 && (char.IsAsciiDigit(token.Core[^1]) || char.IsAsciiDigit(token.Core[0]));
}
