using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Troupe.Conversation.Acting;

/// <summary>A shape that the mouth takes during a phoneme.</summary>
/// <param name="Viseme">Position in <see cref="VisemeSet"/>, or <see cref="PhoneShapes.NextVowel"/>.</param>
/// <param name="Share">Part of the phoneme's duration; the shares of a phoneme add up to 1.</param>
/// <param name="Weight">0 to 1.</param>
public readonly record struct PhoneShape(int Viseme, double Share, float Weight);

/// <summary>
/// Which shapes a phoneme in IPA takes, after Meta's viseme reference and Azure's 22 visemes. Every symbol has an answer:
/// diacritics, stress, length and tie bars are left out, compounds go from symbol to symbol, and an unknown symbol is a slightly open mouth.
/// </summary>
public static class PhoneShapes
{
    /// <summary>Takes the shape of the vowel that follows, as h does.</summary>
    public const int NextVowel = -1;

    /// <summary>How far an unstressed vowel opens against a stressed one.</summary>
    public const float Unstressed = 0.8f;

    private static readonly PhoneShape[] Silence = [new(VisemeSet.Sil, 1, 1)];
    private static readonly PhoneShape[] Unknown = [new(VisemeSet.IH, 1, 0.4f)];
    private static readonly FrozenDictionary<string, PhoneShape[]> Table = Build();

    /// <summary>Whether a viseme is that of a vowel, which stress opens.</summary>
    public static bool IsVowel(int viseme) => viseme >= VisemeSet.AA;

    /// <summary>The shapes of a phoneme in order; one of silence for an empty one.</summary>
    public static IReadOnlyList<PhoneShape> Of(string ipa)
    {
        if (ipa.Length == 0)
        {
            return Silence;
        }

        if (Table.TryGetValue(ipa, out var known))
        {
            return known;
        }

        var plain = Plain(ipa);
        return plain.Length == 0 ? Silence : Table.TryGetValue(plain, out known) ? known : BySymbol(plain);
    }

    private static PhoneShape[] BySymbol(string plain)
    {
        var symbols = plain.EnumerateRunes()
            .Select(rune => Table.TryGetValue(rune.ToString(), out var shapes) && shapes[0].Viseme != NextVowel ? shapes : Unknown)
            .ToArray();
        return [.. symbols.SelectMany(shapes => shapes.Select(shape => shape with { Share = shape.Share / symbols.Length }))];
    }

    private static string Plain(string ipa)
    {
        var plain = new StringBuilder(ipa.Length);
        foreach (var rune in ipa.EnumerateRunes())
        {
            plain.Append(rune.ToString());
        }

        // Runes replace broken surrogates, which the normalisation would refuse.
        var symbols = plain.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter
                or UnicodeCategory.ModifierSymbol or UnicodeCategory.SpaceSeparator or UnicodeCategory.Control or UnicodeCategory.OtherPunctuation));
        return string.Concat(symbols);
    }

    private static FrozenDictionary<string, PhoneShape[]> Build()
    {
        var table = new Dictionary<string, PhoneShape[]>(StringComparer.Ordinal);
        One("p b m ʙ ɸ β ɓ ʘ", VisemeSet.PP, 1);
        One("f v ɱ ʋ ⱱ", VisemeSet.FF, 1);
        One("θ ð", VisemeSet.TH, 0.9f);
        One("t d ʈ ɖ ɾ ɗ ǀ ɽ", VisemeSet.DD, 0.85f);
        One("k g ɡ ŋ x ɣ q ɢ χ ʁ c ɟ ɴ ħ ʕ ɠ ʛ ʀ ç ʝ ɰ", VisemeSet.KK, 0.8f);
        One("tʃ dʒ ʃ ʒ ʧ ʤ tɕ dʑ ɕ ʑ ʂ ʐ tʂ dʐ ʨ ʥ", VisemeSet.CH, 0.95f);
        One("s z ts dz ʦ ʣ ɬ ɮ", VisemeSet.SS, 0.9f);
        One("n l ɫ ɲ ʎ ɳ ɭ ʟ ɺ", VisemeSet.NN, 0.85f);
        One("ɹ r ɻ ʴ ɝ ɚ ɜ", VisemeSet.RR, 0.9f);
        One("ɑ a ɐ æ", VisemeSet.AA, 1);
        One("ʌ", VisemeSet.AA, 0.8f);
        One("ə ɘ", VisemeSet.AA, 0.55f);
        One("ɛ e œ ɞ ɶ", VisemeSet.E, 0.95f);
        One("i", VisemeSet.IH, 1);
        One("ɪ ɨ j ɥ", VisemeSet.IH, 0.85f);
        One("ɔ o ɒ ɤ ɵ ø", VisemeSet.OH, 1);
        One("u ʉ y w ʍ", VisemeSet.OU, 1);
        One("ʊ ɯ ʏ", VisemeSet.OU, 0.85f);
        One("h ɦ ʔ ʜ ʢ ʡ", NextVowel, 0.45f);
        Glide("aɪ ai", VisemeSet.AA, 1, VisemeSet.IH, 0.8f);
        Glide("aʊ au", VisemeSet.AA, 1, VisemeSet.OU, 0.85f);
        Glide("ɔɪ oɪ ɔi oi", VisemeSet.OH, 1, VisemeSet.IH, 0.8f);
        Glide("eɪ ei", VisemeSet.E, 0.95f, VisemeSet.IH, 0.85f);
        Glide("oʊ ou", VisemeSet.OH, 1, VisemeSet.OU, 0.9f);
        Glide("əʊ", VisemeSet.AA, 0.6f, VisemeSet.OU, 0.9f);
        Glide("ju", VisemeSet.IH, 0.85f, VisemeSet.OU, 1);
        Glide("ɪə", VisemeSet.IH, 0.85f, VisemeSet.AA, 0.55f);
        Glide("eə ɛə", VisemeSet.E, 0.95f, VisemeSet.AA, 0.55f);
        Glide("ʊə", VisemeSet.OU, 0.85f, VisemeSet.AA, 0.55f);
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void One(string phones, int viseme, float weight)
        {
            foreach (var phone in phones.Split(' '))
            {
                table.Add(phone, [new PhoneShape(viseme, 1, weight)]);
            }
        }

        // The first part of a diphthong is the longer one in English: 60 to 40.
        void Glide(string phones, int first, float firstWeight, int second, float secondWeight)
        {
            foreach (var phone in phones.Split(' '))
            {
                table.Add(phone, [new PhoneShape(first, 0.6, firstWeight), new PhoneShape(second, 0.4, secondWeight)]);
            }
        }
    }
}
