namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether something that is spelled letter by letter is complete.</summary>
internal static class SpokenSpelling
{
    /// <summary>Fewer letters that nobody asked for are an abbreviation more often than a spelling: "the ATM".</summary>
    private const int ShortestRun = 4;

    /// <summary>The state of the letters that the words end in.</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="asked">Whether letters were asked for, or a name, which may be spelled.</param>
    /// <param name="said">What the presenter said last: it may hold the word that is spelled.</param>
    public static Slot Of(List<string> words, bool asked, string? said)
    {
        var letters = "";
        var i = words.Count - 1;
        for (; i >= 0 && (IsLetter(words[i]) || (words[i] is "double" && letters.Length > 0)); i--)
        {
            letters = words[i] is "double" ? letters[0] + letters : char.ToLowerInvariant(words[i][0]) + letters;
        }

        if (words[^1] is "double" && i >= 0 && words.Count > 1 && IsLetter(words[^2]))
        {
            return Slot.Open;
        }

        if (letters.Length == 0 || (!asked && letters.Length < 2))
        {
            return Slot.None;
        }

        bool Spells(string word) => word.Length > 1 && word.Equals(letters, StringComparison.OrdinalIgnoreCase);
        if (words.Take(i + 1).Any(Spells) || ClauseEnd.Words(said ?? "").Exists(Spells))
        {
            return Slot.Whole;
        }

        return asked || letters.Length >= ShortestRun ? Slot.Open : Slot.None;
    }

    private static bool IsLetter(string word) => word.Length == 1 && char.IsLetter(word[0]);
}
