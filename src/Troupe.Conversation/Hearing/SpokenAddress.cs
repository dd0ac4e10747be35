namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether an e-mail or web address that is said aloud ("john at example dot com") is complete.</summary>
internal static class SpokenAddress
{
    private static readonly HashSet<string> Joints = new(StringComparer.OrdinalIgnoreCase) { "dot", "underscore", "hyphen", "slash" };

    /// <summary>Last parts of addresses that nothing follows; a country's, such as "uk", has two letters, said apart or together. Recognisers write "come" for "com".</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { "com", "org", "net", "edu", "gov", "info", "io", "eu", "uk", "de", "fr", "es", "it", "nl", "ch", "at", "ca", "us", "au", "dev", "app", "ai", "come", "calm", "con" };

    /// <summary>Parts that end an address even when the "dot" before them was misheard.</summary>
    private static readonly HashSet<string> Unmistakable = new(StringComparer.OrdinalIgnoreCase) { "com", "org", "net", "edu", "gov" };

    /// <summary>Second-level parts that a country follows: "co dot uk".</summary>
    private static readonly HashSet<string> SecondLevel = new(StringComparer.OrdinalIgnoreCase) { "co", "ac" };

    /// <summary>The state of the address that the words end in.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="asked">Whether an address was asked for.</param>
    public static Slot Of(List<string> words, bool asked)
    {
        var dot = words.FindLastIndex(word => word.Equals("dot", StringComparison.OrdinalIgnoreCase));
        var at = words.FindLastIndex(words.Count - 1, word => word.Equals("at", StringComparison.OrdinalIgnoreCase) || word is "@");
        if (words[^1].Contains('@', StringComparison.Ordinal) && words[^1].LastIndexOf('.') > words[^1].IndexOf('@', StringComparison.Ordinal))
        {
            return Slot.Whole;
        }

        if (Joints.Contains(words[^1]) && words.Count > 1 && (asked || at >= 0 || !IsNoun(words)))
        {
            return Slot.Open;
        }

        if (dot > at && at >= 0 && dot == words.Count - 2)
        {
            return SecondLevel.Contains(words[^1]) ? Slot.Open : Endings.Contains(words[^1]) ? Slot.Whole : Slot.Doubtful;
        }

        var announced = SpokenAnnouncement.IsAddress(words);
        if (announced && Unmistakable.Contains(words[^1]))
        {
            return Slot.Whole;
        }

        if (!asked && !announced)
        {
            return at > 0 && dot >= 0 && dot < at ? Slot.Open : Slot.None;
        }

        if (dot > at && at >= 0)
        {
            // Letters of a country, said apart: "dot d e".
            return words.Count - 1 - dot == 2 && words[^1].Length == 1 ? Slot.Whole : Slot.Doubtful;
        }

        return announced || at >= 0 || dot >= 0 || words.Exists(Joints.Contains) || !Slots.IsSideStep(words) ? Slot.Open : Slot.None;
    }

    /// <summary>"Connect the dot": an article makes a noun of it.</summary>
    private static bool IsNoun(List<string> words) => words[^2] is "the" or "a" or "this" or "that" or "each" or "every" or "one" or "red" or "polka";
}
