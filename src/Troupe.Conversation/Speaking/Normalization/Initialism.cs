namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Words of capitals: said as words (NASA) or letter by letter (FBI).</summary>
internal static class Initialism
{
    private static readonly HashSet<string> Words =
    [
        "nasa", "nato", "unesco", "unicef", "ram", "lan", "wan", "sim", "pin", "laser", "radar", "sonar", "scuba", "aids", "opec", "fifa", "covid", "nasdaq", "yaml", "posix",
        "ikea", "lego", "ok", "fema", "nafta", "asean", "darpa", "yolo", "fomo", "rom", "bios", "ajax", "zip", "gif", "mac", "max", "taser", "uno",
        "the", "and", "not", "all", "you", "for", "are", "but", "can", "now", "new", "one", "two", "yes", "no", "is", "in", "on", "to", "of", "or", "at", "be", "by", "do", "go",
        "if", "me", "my", "so", "up", "we", "an", "any", "out", "day", "way", "who", "why", "how", "top", "big", "hot", "off", "old", "see", "use", "try", "get", "end", "free",
        "was", "has", "net", "had", "her", "his", "she", "he", "our", "let", "say", "too", "did", "put", "set", "run", "add", "fun", "bad", "hi", "oh", "wow", "stop", "war",
    ];

    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["json"] = "jason", ["gui"] = "gooey", ["jpeg"] = "jay peg", ["jpg"] = "jay peg", ["png"] = "P N G", ["saas"] = "sass", ["wasm"] = "waz um", ["sql"] = "S Q L",
        ["nginx"] = "engine X", ["ios"] = "I O S", ["macos"] = "mac O S", ["id"] = "I D", ["tv"] = "T V", ["pc"] = "P C", ["ai"] = "A I", ["io"] = "I O", ["uk"] = "U K", ["us"] = "U S",
        ["js"] = "J S", ["ts"] = "T S", ["wifi"] = "wi fi", ["faq"] = "F A Q", ["usa"] = "U S A", ["usr"] = "U S R", ["www"] = "W W W",
        ["phd"] = "P H D", ["asap"] = "A S A P", ["vip"] = "V I P", ["ceo"] = "C E O", ["diy"] = "D I Y", ["url"] = "U R L", ["uri"] = "U R I", ["api"] = "A P I", ["uefi"] = "U E F I",
        ["ieee"] = "I triple E", ["aka"] = "A K A", ["eta"] = "E T A", ["iot"] = "I O T", ["vr"] = "V R", ["ar"] = "A R", ["ui"] = "U I", ["ux"] = "U X", ["os"] = "O S", ["it"] = "I T",
        ["eu"] = "E U", ["un"] = "U N", ["ipo"] = "I P O", ["aws"] = "A W S", ["usb"] = "U S B", ["isbn"] = "I S B N", ["rsvp"] = "R S V P",
    };

    /// <summary>Parts of addresses that are initialisms though they are written small.</summary>
    private static readonly HashSet<string> SmallInitialisms = ["io", "ai", "uk", "us", "js", "ts", "tv", "api", "faq", "www", "id", "ui", "ux", "eu", "usr", "json", "ios"];

    /// <summary>What a word of capitals is said as.</summary>
    public static string Say(string capitals)
    {
        var word = capitals.ToLowerInvariant();
        if (Special.TryGetValue(word, out var special))
        {
            return special;
        }

        return Words.Contains(word) || (word.Length > 3 && IsPronounceable(word)) ? word : Letters(capitals);
    }

    /// <summary>What a part of an address or of a compound such as OpenAI is said as.</summary>
    public static string SayPart(string part)
    {
        var word = part.ToLowerInvariant();
        var isCapitals = part.Length > 1 && part.All(char.IsAsciiLetterUpper);
        return isCapitals || SmallInitialisms.Contains(word) || !word.Any(static letter => "aeiouy".Contains(letter, StringComparison.Ordinal)) ? Say(part) : word;
    }

    /// <summary>"F B I".</summary>
    public static string Letters(string letters) => string.Join(' ', letters.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant));

    /// <summary>Whether it could be an English word: some vowels, and few consonants or vowels in a row.</summary>
    private static bool IsPronounceable(string word)
    {
        int consonants = 0, vowels = 0, worst = 0, any = 0;
        foreach (var letter in word)
        {
            var isVowel = "aeiouy".Contains(letter, StringComparison.Ordinal);
            consonants = isVowel ? 0 : consonants + 1;
            vowels = isVowel ? vowels + 1 : 0;
            any += isVowel ? 1 : 0;
            worst = Math.Max(worst, Math.Max(consonants, vowels + 1));
        }

        return any > 0 && worst <= 3 && !(word.Length > 1 && !IsVowel(word[0]) && !IsVowel(word[1]) && !"hlrwy".Contains(word[1], StringComparison.Ordinal) && word[0] != 's');
    }

    private static bool IsVowel(char letter) => "aeiouy".Contains(letter, StringComparison.Ordinal);
}
