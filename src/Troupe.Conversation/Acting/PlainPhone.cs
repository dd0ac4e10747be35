using System.Globalization;
using System.Text;

namespace Troupe.Conversation.Acting;

/// <summary>
/// A phone in IPA without what does not show on the lips: length, stress, tone (letters, digits and arrows), nasality, aspiration, breathy and creaky voice,
/// palatalisation, syllabicity, tie bars and separators. What shows stays: the rhotic hook (˞) and labialisation (ʷ), as symbols of their own, and the ç.
/// </summary>
internal static class PlainPhone
{
    private const int Cedilla = 0x0327;
    private const int RhoticHook = 0x02DE;
    private const int Labialised = 0x02B7;

    /// <summary>The symbols that matter, decomposed; empty if none does. Any string is answered, also one that is not valid UTF-16.</summary>
    public static string Of(string ipa)
    {
        // Runes replace broken surrogates, which the normalisation would refuse.
        var valid = new StringBuilder(ipa.Length);
        foreach (var rune in ipa.EnumerateRunes())
        {
            valid.Append(rune.ToString());
        }

        var plain = new StringBuilder(ipa.Length);
        foreach (var rune in valid.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Shows(rune))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    private static bool Shows(Rune rune) => rune.Value is Cedilla or RhoticHook or Labialised || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter => true,

        // The arrows of tone and intonation are symbols, as are signs that no table knows.
        UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => rune.Value is < 0x2190 or > 0x21FF,
        _ => false,
    };
}
