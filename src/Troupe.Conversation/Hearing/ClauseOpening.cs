namespace Troupe.Conversation.Hearing;

/// <summary>Finds words that only lead up to a clause: a phrase without a verb ("after the tour", "the big clock"), a time with its clause ("the last time I was here"), a connective ("anyway").</summary>
/// <remarks>All of them answer a question as well ("when?" "after lunch"), so that they count only when none was asked; connectives always do.</remarks>
internal static class ClauseOpening
{
    /// <summary>A phrase of more words than this has usually something in it that was not recognised as a verb.</summary>
    private const int LongestPhrase = 8;

    /// <summary>Whole utterances that announce another.</summary>
    private static readonly HashSet<string> Connectives = new(StringComparer.OrdinalIgnoreCase)
    {
        "then", "anyway", "actually", "basically", "honestly", "listen", "look", "now", "first", "firstly", "secondly", "finally", "you know", "you see", "i mean", "by the way", "first of all", "in that case", "to be honest",
        "on the other hand", "for example", "for instance", "in fact", "unfortunately", "otherwise", "besides", "apart from that", "in general", "as i said", "to be fair", "let's say", "oh",
    };

    private static readonly HashSet<string> Prepositions = new(StringComparer.OrdinalIgnoreCase)
    {
        "on", "in", "at", "after", "before", "during", "for", "since", "until", "with", "without", "despite", "because", "due", "from", "instead", "according", "regarding", "concerning", "besides", "apart", "near", "behind", "between",
    };

    private static readonly HashSet<string> Determiners = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an", "my", "our", "your", "his", "her", "their", "this", "that", "these", "those" };

    private static readonly HashSet<string> Times = new(StringComparer.OrdinalIgnoreCase)
    {
        "time", "day", "moment", "week", "month", "year", "years", "weeks", "days", "months", "summer", "winter", "spring", "autumn", "night", "morning", "evening", "afternoon", "weekend", "ago",
    };

    private static readonly HashSet<string> Subjects = new(StringComparer.OrdinalIgnoreCase) { "i", "we", "you", "he", "she", "they", "it", "my", "our", "the", "his", "her", "their" };

    /// <summary>Phrases that are whole utterances.</summary>
    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase) { "for sure", "with pleasure", "after you", "at once", "for free", "for now", "on it", "in english", "my pleasure", "my bad", "at all" };

    /// <summary>Whether the words are no more than a connective.</summary>
    /// <param name="words">The words.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static bool IsConnective(List<string> words, int first) => words.Count - first <= 4 && Connectives.Contains(string.Join(' ', words.Skip(first)));

    /// <summary>Whether the words are a phrase that a clause follows.</summary>
    /// <param name="words">The words.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static bool IsPhrase(List<string> words, int first)
    {
        var count = words.Count - first;
        if (count is < 2 or > LongestPhrase || words[^1] is "please" or "thanks" || words.Contains("one") || (first > 0 && words[first - 1] is "and" or "or" or "yes"))
        {
            return false;
        }

        if (IsTime(words, first))
        {
            return true;
        }

        if (Prepositions.Contains(words[first]) || (count > 2 || words[first] is not ("this" or "that" or "these" or "those")) && Determiners.Contains(words[first]))
        {
            var relative = Relative(words, first);
            return !FiniteVerbs.Any(words, first + 1, relative) && words.Count - relative <= 4 && !(count <= 3 && Whole.Contains(string.Join(' ', words.Skip(first))));
        }

        return false;
    }

    /// <summary>"The last time we stayed here", "every time I log in", "two years ago when I came": a time, and the only clause belongs to it.</summary>
    private static bool IsTime(List<string> words, int first)
    {
        var time = words.FindIndex(first + 1, Math.Min(3, words.Count - first - 1), Times.Contains);
        if (time < 0 || words[first] is "in" or "at" or "on" or "what" or "which" or "how" || FiniteVerbs.Any(words, first, time))
        {
            return false;
        }

        if (time == words.Count - 1)
        {
            return Determiners.Contains(words[first]) && words[first] is not ("a" or "an");
        }

        var clause = words[time + 1] is "when" or "that" ? time + 2 : words[time] is "time" or "moment" && words[first] is "the" or "every" or "each" ? time + 1 : words.Count;
        return clause < words.Count && Subjects.Contains(words[clause]) && !words.Skip(clause + 2).SkipLast(1).Any(word => word is "i" or "we" or "they" or "he" or "she");
    }

    /// <summary>Where a relative clause begins: "the doctor | who saw me", "the tickets | we bought".</summary>
    private static int Relative(List<string> words, int first)
    {
        for (var i = first + 2; i < words.Count; i++)
        {
            if (words[i] is "who" or "which" or "that" or "i" or "we" or "you" or "he" or "she" or "they")
            {
                return i;
            }
        }

        return words.Count;
    }
}
