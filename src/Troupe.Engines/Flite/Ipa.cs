using System.Collections.Frozen;

namespace Troupe.Engines.Flite;

/// <summary>IPA of the phones of the CMU phone set that the embedded voices use.</summary>
internal static class Ipa
{
    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pau"] = "",
        ["aa"] = "ɑ", ["ae"] = "æ", ["ah"] = "ʌ", ["ao"] = "ɔ", ["aw"] = "aʊ", ["ax"] = "ə", ["ay"] = "aɪ",
        ["eh"] = "ɛ", ["er"] = "ɝ", ["ey"] = "eɪ", ["ih"] = "ɪ", ["iy"] = "i", ["ow"] = "oʊ", ["oy"] = "ɔɪ", ["uh"] = "ʊ", ["uw"] = "u",
        ["b"] = "b", ["ch"] = "tʃ", ["d"] = "d", ["dh"] = "ð", ["f"] = "f", ["g"] = "ɡ", ["hh"] = "h", ["jh"] = "dʒ", ["k"] = "k", ["l"] = "l",
        ["m"] = "m", ["n"] = "n", ["ng"] = "ŋ", ["p"] = "p", ["r"] = "ɹ", ["s"] = "s", ["sh"] = "ʃ", ["t"] = "t", ["th"] = "θ", ["v"] = "v",
        ["w"] = "w", ["y"] = "j", ["z"] = "z", ["zh"] = "ʒ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The symbol of a phone; empty for a pause and for a phone outside the set. An unstressed "er" is ɚ.</summary>
    public static string Of(string phone, bool stressed) =>
        phone == "er" && !stressed ? "ɚ" : Symbols.GetValueOrDefault(phone, "");
}
