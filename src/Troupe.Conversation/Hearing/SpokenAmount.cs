namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether a number ends a statement that has not said yet what is counted: "our group has twenty". A person who counts aloud often corrects the number there, too.</summary>
internal static class SpokenAmount
{
    private static readonly HashSet<string> Counting = new(StringComparer.OrdinalIgnoreCase)
    {
        "has", "have", "had", "need", "want", "are", "be", "were", "take", "order", "get", "like", "about", "around", "brought", "bring", "we're", "only", "roughly", "over", "nearly", "almost",
    };

    /// <summary>The state of the number that the words end in.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static Slot Of(List<string> words, int first)
    {
        var i = words.Count;
        while (i > first && IsCount(words[i - 1]))
        {
            i--;
        }

        return i < words.Count && i > first && words[^1] is not "one" && Counting.Contains(words[i - 1]) ? Slot.Open : Slot.None;
    }

    /// <summary>Numbers of four digits are years.</summary>
    private static bool IsCount(string word) => SpokenDate.IsNumber(word) && word is not "oh" && !(char.IsAsciiDigit(word[0]) && word.Length > 3);
}
