using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Brings a word to ASCII as far as that keeps its meaning: accents and ligatures dissolve (Unicode NFKD), quotes and dashes become plain, symbols that are read out become marks of <see cref="SymbolReader"/>.</summary>
internal static class TextFolding
{
    private static readonly FrozenDictionary<char, string> Replacements = new Dictionary<char, string>
    {
        ['‘'] = "'", ['’'] = "'", ['‛'] = "'", ['ʼ'] = "'", ['′'] = "'", ['´'] = "'", ['“'] = "\"", ['”'] = "\"", ['„'] = "\"", ['«'] = "\"", ['»'] = "\"", ['″'] = "\"",
        ['‐'] = "-", ['‑'] = "-", ['‒'] = "-", ['–'] = "-", ['−'] = "-", ['—'] = "—", ['―'] = "—", ['⁄'] = "/", ['∕'] = "/", ['…'] = "...",
        ['ß'] = "ss", ['ẞ'] = "SS", ['æ'] = "ae", ['Æ'] = "Ae", ['œ'] = "oe", ['Œ'] = "Oe", ['ø'] = "o", ['Ø'] = "O", ['ł'] = "l", ['Ł'] = "L", ['đ'] = "d", ['Đ'] = "D",
        ['ð'] = "d", ['Ð'] = "D", ['þ'] = "th", ['Þ'] = "Th", ['ı'] = "i", ['²'] = "^2", ['³'] = "^3", ['™'] = "", ['®'] = "", ['©'] = "©", ['№'] = "#",
        ['µ'] = "u", ['μ'] = "u", ['Ω'] = "ohm", ['℃'] = "°C", ['℉'] = "°F", ['×'] = "×", ['÷'] = "÷", ['±'] = "±", ['≈'] = "~", ['→'] = "→",
    }.ToFrozenDictionary();

    /// <summary>Folds a word. What cannot be folded is left out, but for the symbols that are read out.</summary>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                folded.Append(rune.Value < ' ' || rune.Value == 127 ? '\0' : (char)rune.Value);
            }
            else if (rune.IsBmp && Replacements.TryGetValue((char)rune.Value, out var replacement))
            {
                folded.Append(replacement);
            }
            else if (rune.IsBmp && SymbolReader.IsSaid((char)rune.Value))
            {
                folded.Append((char)rune.Value);
            }
            else if (rune != Rune.ReplacementChar)
            {
                Decompose(rune, folded);
            }
        }

        return folded.Replace("\0", "").ToString();
    }

    private static void Decompose(Rune rune, StringBuilder folded)
    {
        var parts = rune.ToString().Normalize(NormalizationForm.FormKD);
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNumber && parts.Contains('⁄', StringComparison.Ordinal) && folded.Length > 0 && char.IsAsciiDigit(folded[^1]))
        {
            // "2½": a whole number and a fraction.
            folded.Append('_');
        }

        foreach (var part in parts)
        {
            if (char.IsAscii(part))
            {
                folded.Append(part);
            }
            else if (Replacements.TryGetValue(part, out var replacement))
            {
                folded.Append(replacement);
            }
        }
    }
}
