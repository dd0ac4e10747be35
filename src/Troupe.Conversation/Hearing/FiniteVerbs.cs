namespace Troupe.Conversation.Hearing;

/// <summary>Finds verbs by a list of the frequent ones and by what stands beside a word; there is no grammar here that knows every word.</summary>
internal static class FiniteVerbs
{
    /// <summary>Frequent verbs in forms that are rarely nouns.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot",
        "want", "wants", "need", "needs", "like", "likes", "love", "loves", "get", "gets", "got", "go", "goes", "went", "come", "comes", "came", "see", "sees", "saw", "seen", "take", "takes", "took", "make", "makes", "made",
        "say", "says", "said", "tell", "tells", "told", "think", "thinks", "thought", "know", "knows", "knew", "lose", "lost", "find", "finds", "found", "buy", "bought", "bring", "brought", "forget", "forgot", "hurt", "hurts",
        "costs", "works", "live", "lives", "uses", "eat", "eats", "ate", "speak", "speaks", "spoke", "plays", "looks", "seem", "seems", "starts", "begin", "begins", "began", "ends", "closes", "opens", "stops", "runs", "ran",
        "broke", "breaks", "feel", "feels", "felt", "sit", "stand", "sleep", "sleeps", "read", "write", "wrote", "sold", "sell", "sells", "die", "died", "give", "gives", "gave", "keep", "keeps", "kept", "pay", "pays", "paid",
        "stays", "arrive", "arrives", "walks", "teach", "teaches", "belong", "belongs", "sounds", "fits", "include", "includes", "contain", "contains", "happens", "rings", "called", "fell", "hear", "heard", "let", "let's",
        "show", "shows", "stole", "met", "won", "left",
    };

    private static readonly HashSet<string> Determiners = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an", "my", "our", "your", "his", "her", "their", "me", "us", "him", "them", "it" };

    /// <summary>Words before an article that are no verbs.</summary>
    private static readonly HashSet<string> Before = new(StringComparer.OrdinalIgnoreCase)
    {
        "of", "to", "for", "from", "with", "at", "by", "into", "onto", "between", "during", "against", "in", "on", "after", "before", "since", "until", "without", "near", "behind", "under", "over", "and", "or", "but", "than", "as",
        "all", "both", "half", "about", "around", "through", "across", "opposite", "inside", "outside", "next", "because", "despite", "besides", "towards", "beside", "above", "below", "like", "not", "only", "just",
    };

    /// <summary>Whether one of the words is a finite verb.</summary>
    /// <param name="words">The words.</param>
    /// <param name="from">The first that is looked at.</param>
    /// <param name="to">The first that is not looked at any more.</param>
    public static bool Any(List<string> words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var word = words[i];
            var governs = i + 1 < to && i > 0 && Determiners.Contains(words[i + 1]) && !Before.Contains(word) && !Determiners.Contains(word);

            // "She called", but "the guided tour".
            var past = word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && i > 0 && !Determiners.Contains(words[i - 1]);
            if (governs || past || Known.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("'ll", StringComparison.Ordinal) || word.EndsWith("'re", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
