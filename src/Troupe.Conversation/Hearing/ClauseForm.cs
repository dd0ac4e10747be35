namespace Troupe.Conversation.Hearing;

/// <summary>Looks at the form of a clause of spoken English: whether it is a question, only a beginning, or waits for another clause.</summary>
internal static class ClauseForm
{
    /// <summary>A dependent clause of more words than this has usually reached its main clause: "if it rains the tour begins in the hall".</summary>
    private const int LongestDependent = 7;

    /// <summary>Words before a clause that change nothing of its form.</summary>
    private static readonly HashSet<string> Lead = new(StringComparer.OrdinalIgnoreCase) { "so", "and", "but", "well", "okay", "ok", "oh", "yes", "yeah", "please", "sorry", "hello", "hi", "hey" };

    private static readonly HashSet<string> QuestionWords = new(StringComparer.OrdinalIgnoreCase) { "what", "who", "where", "when", "why", "how", "which", "whose" };

    private static readonly HashSet<string> Auxiliaries = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "shall", "should", "may", "has", "have", "am",
    };

    private static readonly HashSet<string> Dependents = new(StringComparer.OrdinalIgnoreCase) { "if", "although", "though", "unless", "while", "whenever", "until" };

    /// <summary>Words that begin a dependent clause when a subject follows, and a question or a phrase otherwise: "when I was there", "when is it open".</summary>
    private static readonly HashSet<string> DependentsBeforeSubject = new(StringComparer.OrdinalIgnoreCase) { "when", "after", "before", "once", "as", "since", "because" };

    private static readonly HashSet<string> Subjects = new(StringComparer.OrdinalIgnoreCase) { "i", "we", "you", "he", "she", "they", "it", "my", "our", "the", "your", "his", "her", "their" };

    /// <summary>Utterances that ask for time.</summary>
    private static readonly HashSet<string> Holds = new(StringComparer.OrdinalIgnoreCase)
    {
        "let me think", "let me see", "let me check", "hold on", "just a moment", "just a second", "one moment", "one second", "wait a minute", "wait a moment", "give me a second", "give me a moment",
    };

    private static readonly HashSet<string> Possessives = new(StringComparer.OrdinalIgnoreCase) { "my", "our", "his", "her", "their", "the" };

    /// <summary>Pronouns that begin a main clause after a dependent one: "if it rains we stay at home".</summary>
    private static readonly HashSet<string> SecondSubjects = new(StringComparer.OrdinalIgnoreCase) { "i", "we", "he", "she", "they" };

    /// <summary>Utterances that are only the beginning of one.</summary>
    private static readonly HashSet<string> Beginnings = new(StringComparer.OrdinalIgnoreCase)
    {
        "can you", "could you", "would you", "will you", "do you", "did you", "have you", "are you", "is there", "are there", "is it", "is this", "is that", "there is", "there are",
        "i was", "i have", "i was wondering", "i am looking", "i'm looking", "do you have", "do you know", "can you tell me", "could you tell me", "please tell me", "show me", "let me", "this is", "here is", "how much is", "how many",
    };

    /// <summary>Two last words after which a clause goes on.</summary>
    private static readonly HashSet<string> OpenEnds = new(StringComparer.OrdinalIgnoreCase)
    {
        "half past", "quarter past", "as in", "kind of", "sort of", "going to", "was wondering", "interested in", "depends on", "because of", "next to", "would rather", "i mean",
    };

    /// <summary>Whether the words are only the beginning of a clause.</summary>
    public static bool IsBegun(List<string> words)
    {
        var first = First(words);
        var count = words.Count - first;
        if (count == 0)
        {
            return false;
        }

        // "Could you please" is no more than "could you".
        var last = words[^1] is "please" ? 1 : 0;
        var shortAnswer = first > 0 && words[first - 1] is "yes" or "yeah";
        if (shortAnswer && count == 2 && words[^1] is "have" or "had" or "do" or "did")
        {
            return false;
        }

        if ((!shortAnswer && Beginnings.Contains(string.Join(' ', words.Skip(first).SkipLast(last)))) || (words.Count > 1 && OpenEnds.Contains($"{words[^2]} {words[^1]}")))
        {
            return true;
        }

        if (count >= 2 && Auxiliaries.Contains(words[^1]) && (QuestionWords.Contains(words[^2]) || (count <= 6 && Possessives.Contains(words[first]) && words[^1] is "is" or "are" or "was")))
        {
            // "Where is", and "my phone number is".
            return true;
        }

        if (count >= 3 && words[^1] is "you" && QuestionWords.Contains(words[^3]) && words[^2] is "do" or "does" or "did" or "can" or "would" or "could" or "should")
        {
            // "What do you".
            return count <= 4;
        }

        return ClauseInversion.IsBegun(words, first) || ClauseVerb.WantsMore(words, first) || ClauseOpening.IsConnective(words, first);
    }

    /// <summary>Whether the person asks for time: "let me think".</summary>
    public static bool IsHold(List<string> words) => Holds.Contains(string.Join(' ', words.Skip(First(words))));

    /// <summary>Whether the words have the form of a question: a question word or an auxiliary before its subject.</summary>
    public static bool IsQuestion(List<string> words)
    {
        var first = First(words);
        return words.Count - first >= 3 && (QuestionWords.Contains(words[first]) || Auxiliaries.Contains(words[first]));
    }

    /// <summary>Whether the words are a dependent clause before its main clause: "if I come on Monday".</summary>
    /// <param name="words">What was understood; not empty.</param>
    /// <param name="answers">Whether it may be an answer: a time or a reason may.</param>
    public static bool IsDependent(List<string> words, bool answers)
    {
        var first = First(words);
        if ((answers && words[first] is "because" or "since" or "after" or "before" or "as" or "when") || words.Count - first is <= 1 or > LongestDependent || words.Contains("then") || words[^1] is "please")
        {
            return false;
        }

        if (words.Count - first > 4 && words[first] is "as" && words[first + 1] is "soon" or "long" && words[first + 2] is "as")
        {
            first += 2;
        }

        var dependent = Dependents.Contains(words[first]) || (words.Count - first > 2 && DependentsBeforeSubject.Contains(words[first]) && Subjects.Contains(words[first + 1]));
        return dependent && !words.Skip(first + 3).Any(word => SecondSubjects.Contains(word) || QuestionWords.Contains(word));
    }

    /// <summary>Whether the person hesitated shortly before the last word: a filler, or a word said twice.</summary>
    public static bool Hesitates(List<string> words)
    {
        for (var i = Math.Max(1, words.Count - 3); i < words.Count; i++)
        {
            var repeats = words[i].Length > 1 && char.IsLetter(words[i][0]) && words[i].Equals(words[i - 1], StringComparison.OrdinalIgnoreCase) && !SpokenNumber.IsDigits(words[i]);
            if (repeats || ClauseEnd.IsFiller(words[i - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first word that belongs to the clause: what stands before changes nothing of its form.</summary>
    public static int First(List<string> words)
    {
        var first = 0;
        while (first < words.Count - 1 && (Lead.Contains(words[first]) || ClauseEnd.IsFiller(words[first])))
        {
            first++;
        }

        return first;
    }
}
