using System.Collections.Frozen;
using System.Text;

namespace Troupe.Conversation.Acting;

/// <summary>A shape that the mouth takes during a phoneme.</summary>
/// <param name="Viseme">Position in <see cref="VisemeSet"/>, or <see cref="PhoneShapes.NextVowel"/>.</param>
/// <param name="Share">Part of the phoneme's duration; the shares of a phoneme add up to 1.</param>
/// <param name="Weight">0 to 1.</param>
public readonly record struct PhoneShape(int Viseme, double Share, float Weight);

/// <summary>
/// Which shapes a phoneme in IPA takes, after Meta's viseme reference and Azure's 22 visemes, and where these are silent (they are made for English)
/// after what lips and jaw do by the chart of the International Phonetic Association. Every symbol has an answer: marks that do not show are left out
/// (see <see cref="PlainPhone"/>), compounds go from symbol to symbol, and an unknown symbol is a slightly open mouth.
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

        var plain = PlainPhone.Of(ipa);
        return plain.Length == 0 ? Silence : Table.TryGetValue(plain, out known) ? known : BySymbol(plain);
    }

    // A glide into a vowel is half as long as the vowel. What takes the next vowel's shape adds none within a compound.
    private static PhoneShape[] BySymbol(string plain)
    {
        var parts = plain.EnumerateRunes()
            .Select(rune => (Shapes: Table.TryGetValue(rune.ToString(), out var shapes) ? shapes : Unknown, Length: rune.ToString() is "j" or "w" or "ɥ" ? 0.5 : 1))
            .Where(part => part.Shapes[0].Viseme != NextVowel)
            .ToArray();
        var length = parts.Sum(part => part.Length);
        return parts.Length == 0 ? Table["h"] : [.. parts.SelectMany(part => part.Shapes.Select(shape => shape with { Share = shape.Share * part.Length / length }))];
    }

    private static FrozenDictionary<string, PhoneShape[]> Build()
    {
        var table = new Dictionary<string, PhoneShape[]>(StringComparer.Ordinal);
        // Lips that touch, and those that only come near: ɸ and β leave a slit, the Spanish approximant more. A labial and a velar at once show the lips.
        One("p b m ɓ ʘ kp ɡb gb ŋm", VisemeSet.PP, 1);
        One("ʙ", VisemeSet.PP, 0.9f);
        One("ɸ β", VisemeSet.PP, 0.6f);
        One("β\u031E β˕", VisemeSet.PP, 0.45f);
        One("f v ɱ", VisemeSet.FF, 1);
        One("ʋ ⱱ", VisemeSet.FF, 0.7f);
        One("θ ð", VisemeSet.TH, 0.9f);
        One("t d ʈ ɖ ɾ ɗ ǀ ɽ ǃ ǂ ᶑ", VisemeSet.DD, 0.85f);
        One("k g ɡ ŋ x ɣ q ɢ c ɟ ɴ ɠ ʛ ʄ ɧ kx cc\u0327 ɟʝ", VisemeSet.KK, 0.8f);
        One("χ ʁ ʀ ħ ʕ c\u0327 ʝ ɰ", VisemeSet.KK, 0.6f);
        One("tʃ dʒ ʃ ʒ ʧ ʤ", VisemeSet.CH, 0.95f);
        One("ʂ ʐ tʂ dʐ ʈʂ ɖʐ ꭧ ꭦ", VisemeSet.CH, 0.9f);

        // Alveolo-palatals spread the lips, where ʃ rounds them.
        One("tɕ dʑ ɕ ʑ ʨ ʥ", VisemeSet.CH, 0.7f);
        One("s z ts dz ʦ ʣ ɬ ɮ ǁ", VisemeSet.SS, 0.9f);
        One("n l ɫ ɲ ʎ ɳ ɭ ʟ ɺ ȵ", VisemeSet.NN, 0.85f);
        One("ɹ r ɻ ʴ ɝ ɚ ɜ ə˞ ɜ˞ ˞", VisemeSet.RR, 0.9f);
        One("ɑ a æ ᴀ", VisemeSet.AA, 1);
        One("ʌ ɐ", VisemeSet.AA, 0.8f);
        One("ə ɘ ɤ", VisemeSet.AA, 0.55f);
        One("ɛ e", VisemeSet.E, 0.95f);
        One("i", VisemeSet.IH, 1);
        One("ɪ j", VisemeSet.IH, 0.85f);
        One("ɨ ᵻ", VisemeSet.IH, 0.75f);

        // The vowels of Mandarin's zi and zhi, which have no sign in the IPA of their own.
        One("ɿ ʅ", VisemeSet.IH, 0.6f);

        // What is rounded is rounded, be the tongue in front (y, ø, œ) or at the back (u, o, ɔ).
        One("ɔ o ɒ ɵ ø", VisemeSet.OH, 1);
        One("œ ɶ ɞ", VisemeSet.OH, 0.85f);
        One("u y w ʍ", VisemeSet.OU, 1);
        One("ʉ ʊ ʏ ɥ ᵿ", VisemeSet.OU, 0.85f);
        One("ʷ", VisemeSet.OU, 0.7f);

        // Japanese ɯ compresses the lips, other languages spread them: half a rounding is the least wrong for both.
        One("ɯ", VisemeSet.OU, 0.5f);
        One("h ɦ ʔ ʜ ʢ ʡ", NextVowel, 0.45f);
        Glide("aɪ ai ɑɪ", VisemeSet.AA, 1, VisemeSet.IH, 0.8f);
        Glide("aʊ au ɑʊ", VisemeSet.AA, 1, VisemeSet.OU, 0.85f);
        Glide("ɔɪ oɪ ɔi oi", VisemeSet.OH, 1, VisemeSet.IH, 0.8f);
        Glide("ɔʏ ɔø", VisemeSet.OH, 1, VisemeSet.OU, 0.7f);
        Glide("eɪ ei ɛɪ", VisemeSet.E, 0.95f, VisemeSet.IH, 0.85f);
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
