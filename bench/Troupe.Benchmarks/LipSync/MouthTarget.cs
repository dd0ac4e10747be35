using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Troupe.Conversation.Acting;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What a mouth should show during (a part of) a phone.</summary>
/// <param name="Viseme">By Meta's viseme reference.</param>
/// <param name="Accepted">Visemes that conventions in use show for the phone, as bits; <paramref name="Viseme"/> among them.</param>
/// <param name="Opening">How far the mouth opens, 0 to 1.</param>
public readonly record struct MouthTarget(int Viseme, int Accepted, float Opening)
{
    // h and the glottal stop take the shape of the vowel that follows.
    private static readonly FrozenDictionary<string, MouthTarget[]> Phones = Build();

    /// <summary>The mouth at rest.</summary>
    public static MouthTarget Rest { get; } = Of(VisemeSet.Sil);

    /// <summary>The phones that the truth knows, the empty one for a pause among them.</summary>
    public static IReadOnlyCollection<string> Known => Phones.Keys;

    /// <summary>Whether it is at rest.</summary>
    public bool IsRest => Viseme == VisemeSet.Sil;

    /// <summary>The target is a vowel.</summary>
    public bool IsVowel => Viseme >= VisemeSet.AA;

    /// <summary>Whether a viseme is one that conventions in use show.</summary>
    public bool Accepts(int viseme) => (Accepted & (1 << viseme)) != 0;

    /// <summary>The phones of the truth in what a voice calls one, in order: without length and diacritics, compounds in parts.</summary>
    /// <exception cref="ArgumentException">The truth does not know a part.</exception>
    public static IReadOnlyList<string> Parts(string ipa)
    {
        if (Phones.ContainsKey(ipa))
        {
            return [ipa];
        }

        var plain = string.Concat(ipa.Normalize(NormalizationForm.FormD)
            .Where(letter => char.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter)));
        var parts = new List<string>();
        for (var at = 0; at < plain.Length; at += parts[^1].Length)
        {
            var length = plain.Length - at;
            while (length > 1 && !Phones.ContainsKey(plain.Substring(at, length)))
            {
                length--;
            }

            parts.Add(plain.Substring(at, length));
            _ = Of(parts[^1]);
        }

        return parts.Count > 0 ? parts : [""];
    }

    /// <summary>The targets of a phone, one after another: two for a diphthong, none for a phone that takes the shape of the vowel that follows.</summary>
    /// <param name="ipa">The phone; empty for a pause.</param>
    /// <exception cref="ArgumentException">The truth knows no such phone.</exception>
    public static IReadOnlyList<MouthTarget> Of(string ipa) => Phones.TryGetValue(ipa, out var targets)
        ? targets
        : throw new ArgumentException($"The lip sync truth has no viseme for the phone '{ipa}'; add it to {nameof(MouthTarget)}.", nameof(ipa));

    private static MouthTarget Of(int viseme, params ReadOnlySpan<int> also)
    {
        var accepted = 1 << viseme;
        foreach (var other in also)
        {
            accepted |= 1 << other;
        }

        return new MouthTarget(viseme, accepted, LipClasses.Opening(viseme));
    }

    private static FrozenDictionary<string, MouthTarget[]> Build()
    {
        var phones = new Dictionary<string, MouthTarget[]>();
        One("", Rest);
        One("p b m", Of(VisemeSet.PP));
        One("f v", Of(VisemeSet.FF));
        One("θ ð", Of(VisemeSet.TH, VisemeSet.DD));
        One("t d ɾ", Of(VisemeSet.DD, VisemeSet.NN));
        One("k g ɡ", Of(VisemeSet.KK));
        One("ŋ", Of(VisemeSet.KK, VisemeSet.NN));
        One("tʃ dʒ ʃ ʒ", Of(VisemeSet.CH));
        One("s z", Of(VisemeSet.SS, VisemeSet.CH));
        One("n", Of(VisemeSet.NN, VisemeSet.DD));
        One("l", Of(VisemeSet.NN, VisemeSet.DD, VisemeSet.RR));
        One("ɹ", Of(VisemeSet.RR));
        One("ɝ ɜ", Of(VisemeSet.RR, VisemeSet.E));
        One("ɚ", Of(VisemeSet.RR, VisemeSet.E, VisemeSet.AA));
        One("ɑ", Of(VisemeSet.AA));
        One("æ", Of(VisemeSet.AA, VisemeSet.E));
        One("ʌ", Of(VisemeSet.AA, VisemeSet.E) with { Opening = 0.8f });
        One("ə ɐ", Of(VisemeSet.AA, VisemeSet.E, VisemeSet.IH) with { Opening = 0.5f });
        One("ɛ", Of(VisemeSet.E));
        One("i j", Of(VisemeSet.IH));
        One("ɪ ᵻ", Of(VisemeSet.IH, VisemeSet.E));
        One("ɔ o", Of(VisemeSet.OH, VisemeSet.AA));
        One("u", Of(VisemeSet.OU));
        One("ʊ w", Of(VisemeSet.OU, VisemeSet.OH));
        Glide("aɪ", VisemeSet.AA, VisemeSet.IH);
        Glide("aʊ", VisemeSet.AA, VisemeSet.OU);
        Glide("ɔɪ", VisemeSet.OH, VisemeSet.IH);
        Glide("eɪ", VisemeSet.E, VisemeSet.IH);
        Glide("oʊ", VisemeSet.OH, VisemeSet.OU);
        phones.Add("h", []);
        phones.Add("ʔ", []);
        return phones.ToFrozenDictionary();

        void One(string names, MouthTarget target)
        {
            foreach (var name in names.Split(' '))
            {
                phones.Add(name, [target]);
            }
        }

        // Many conventions hold the first shape of a diphthong to its end.
        void Glide(string name, int first, int second) => phones.Add(name, [Of(first), Of(second, first)]);
    }
}
