namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether a question has an auxiliary and a subject, and no verb or predicate yet: "when does the train", "are you usually", "do dogs".</summary>
internal static class ClauseInversion
{
    private static readonly HashSet<string> Be = new(StringComparer.OrdinalIgnoreCase) { "is", "are", "was", "were", "am" };

    private static readonly HashSet<string> Do = new(StringComparer.OrdinalIgnoreCase) { "do", "does", "did" };

    private static readonly HashSet<string> Modals = new(StringComparer.OrdinalIgnoreCase) { "can", "could", "will", "would", "shall", "should", "may", "might", "must" };

    private static readonly HashSet<string> QuestionWords = new(StringComparer.OrdinalIgnoreCase) { "what", "where", "when", "why", "how", "which", "whose" };

    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase) { "i", "you", "he", "she", "it", "we", "they", "one" };

    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an", "my", "your", "our", "their", "every", "each" };

    /// <summary>Adverbs that stand between subject and verb.</summary>
    private static readonly HashSet<string> Adverbs = new(StringComparer.OrdinalIgnoreCase) { "please", "also", "still", "usually", "often", "ever", "always", "even", "just", "perhaps", "kindly", "maybe", "currently", "normally", "only" };

    /// <summary>What follows an auxiliary that is no auxiliary: "do it", "will do".</summary>
    private static readonly HashSet<string> NoSubjects = new(StringComparer.OrdinalIgnoreCase) { "it", "that", "this", "so", "be", "do", "not", "me", "nothing" };

    /// <summary>Whether the question lacks its verb or predicate.</summary>
    /// <param name="words">The words.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static bool IsBegun(List<string> words, int first)
    {
        var asks = QuestionWords.Contains(words[first]);
        var auxiliary = asks ? words.FindIndex(first + 1, Math.Min(3, words.Count - first - 1), IsAuxiliary) : IsAuxiliary(words[first]) ? first : -1;
        if (auxiliary < 0)
        {
            return false;
        }

        var subject = words.Skip(auxiliary + 1).Where(word => !Adverbs.Contains(word)).Take(3).ToList();
        var (verb, rest) = (words[auxiliary], words.Count - 1 - auxiliary);
        return subject.Count switch
        {
            0 => asks || rest > 0,
            1 when asks => !Be.Contains(verb) && (Pronouns.Contains(subject[0]) || Do.Contains(verb)) && words[auxiliary - 1] is not "who",
            1 when Be.Contains(verb) => true,
            1 => (Do.Contains(verb) && !NoSubjects.Contains(subject[0])) || (Modals.Contains(verb) && (Pronouns.Contains(subject[0]) || !NoSubjects.Contains(subject[0]))),
            2 when Articles.Contains(subject[0]) => !asks || !Be.Contains(verb),
            _ => false,
        };
    }

    private static bool IsAuxiliary(string word) => Be.Contains(word) || Do.Contains(word) || Modals.Contains(word) || word is "has";
}
