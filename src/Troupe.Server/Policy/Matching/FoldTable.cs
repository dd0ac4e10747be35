using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Troupe.Server.Policy.Matching;

/// <summary>
/// What a character is compared as: in lower case, without accents, by compatibility (full width, circled, mathematical letters) and by look
/// (<see cref="Confusables"/>). A space for what separates words; nothing for what is not seen.
/// </summary>
internal static class FoldTable
{
    private const char Several = '\uFFFF';

    // The mathematical and the enclosed letters; other letters beyond the first plane stand for themselves.
    private static readonly (int First, int Last)[] Beyond = [(0x1D400, 0x1D7FF), (0x1F100, 0x1F1FF)];

    private static readonly char[] One = new char[char.MaxValue + 1];
    private static readonly FrozenDictionary<int, string> More = Build();

    /// <summary>What a character is compared as.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="scratch">Two characters, written when they are needed.</param>
    public static ReadOnlySpan<char> Of(Rune rune, Span<char> scratch)
    {
        if (rune.IsBmp && One[rune.Value] is var one && one != Several)
        {
            scratch[0] = one;
            return one == '\0' ? [] : scratch[..1];
        }

        return More.TryGetValue(rune.Value, out var several) ? several
            : Rune.IsLetterOrDigit(rune) ? scratch[..rune.EncodeToUtf16(scratch)]
            : " ";
    }

    /// <summary>Whether a character is a word of its own: of a script that puts no spaces between words.</summary>
    public static bool IsLone(char character) => character is
        (>= '\u3400' and <= '\u9FFF') or (>= '\u3040' and <= '\u30FF') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    private static FrozenDictionary<int, string> Build()
    {
        var more = new Dictionary<int, string>();
        for (var value = 0; value <= char.MaxValue; value++)
        {
            var folded = char.IsSurrogate((char)value) ? " " : Fold(new Rune(value));
            One[value] = folded.Length switch { 0 => '\0', 1 => folded[0], _ => Several };
            if (folded.Length > 1)
            {
                more[value] = folded;
            }
        }

        foreach (var (first, last) in Beyond)
        {
            for (var value = first; value <= last; value++)
            {
                more[value] = Fold(new Rune(value));
            }
        }

        // White on black, circled and squared: A to Z.
        for (var letter = 0; letter < 26; letter++)
        {
            more[0x1F150 + letter] = more[0x1F170 + letter] = $"{(char)('a' + letter)}";
        }

        return more.ToFrozenDictionary();
    }

    private static string Fold(Rune rune)
    {
        if (IsUnseen(rune))
        {
            return "";
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control)
        {
            return " ";
        }

        var folded = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(part);
            if (IsUnseen(lower))
            {
                continue;
            }

            folded.Append(
                lower.IsBmp && Confusables.Letters.TryGetValue((char)lower.Value, out var looks) ? looks
                : Rune.GetUnicodeCategory(lower) is UnicodeCategory.DecimalDigitNumber ? ((int)Rune.GetNumericValue(lower)).ToString(CultureInfo.InvariantCulture)
                : lower.IsBmp && (Rune.IsLetter(lower) || Confusables.InWords.ContainsKey((char)lower.Value) || char.IsLetterOrDigit((char)lower.Value)) ? lower.ToString()
                : Rune.GetUnicodeCategory(lower) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && lower.IsBmp ? lower.ToString()
                : " ");
        }

        return folded.ToString();
    }

    // Accents, points of Hebrew and Arabic, and characters without a shape.
    private static bool IsUnseen(Rune rune) => rune.Value is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0x0591 and <= 0x05C7) or (>= 0x064B and <= 0x065F) or 0x0670
        or 0x00AD or 0x034F or 0x061C or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0000 and <= 0xE0FFF);
}
