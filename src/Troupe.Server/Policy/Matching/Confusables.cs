using System.Collections.Frozen;

namespace Troupe.Server.Policy.Matching;

/// <summary>
/// Characters that are read as others. After compatibility decomposition (Unicode Standard Annex 15, form NFKD) and lower case; a choice of the letters of
/// Cyrillic, Greek and Latin in Unicode Technical Standard 39, <c>confusables.txt</c>, that look like a letter of <c>a</c> to <c>z</c> in common typefaces.
/// </summary>
internal static class Confusables
{
    /// <summary>Letters and what they are read as.</summary>
    public static FrozenDictionary<char, string> Letters { get; } = Pairs(
        "аa еe оo рp сc уy хx іi ѕs јj һh ԁd ԛq ԝw кk мm тt вb нh гr ӏl ѵv ԍg ьb эe ґr",
        "αa οo νv ρp ιi κk τt υu εe ηn χx γy σo ωw μu ϲc ϳj",
        "øo đd łl ıi ħh ŧt ɑa ɡg ɩi ʀr ʏy ɪi ʟl ɴn ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ƅb ƒf ɦh ɫl",
        "ßss æae œoe þth ðd");

    /// <summary>Digits and signs that stand for letters inside words.</summary>
    public static FrozenDictionary<char, string> InWords { get; } = Pairs("0o 1i 3e 4a 5s 7t 8b 9g @a $s !i |l €e");

    private static FrozenDictionary<char, string> Pairs(params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).ToFrozenDictionary(pair => pair[0], pair => pair[1..]);
}
