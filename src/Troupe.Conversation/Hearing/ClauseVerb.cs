namespace Troupe.Conversation.Hearing;

/// <summary>Tells whether the verb at the end of a clause still wants its object or its other half: "do you have", "could you tell me", "I think the invoice is".</summary>
/// <remarks>
/// Valency decides, not the single word: an object that was moved to the front ("what do you have"), a passive ("was it found") and an infinitive after an adjective ("hard to find")
/// leave nothing open. Classes after Quirk et al. 1985, "A Comprehensive Grammar of the English Language", chapters 10 and 16.
/// </remarks>
internal static class ClauseVerb
{
    /// <summary>Verbs that are rarely without an object, in the form that follows "to", a pronoun or a subject that stands after its auxiliary.</summary>
    private static readonly HashSet<string> Transitive = new(StringComparer.OrdinalIgnoreCase)
    {
        "have", "sell", "offer", "need", "want", "find", "buy", "get", "take", "accept", "show", "recommend", "include", "contain", "explain", "describe", "bring", "book", "reserve", "make", "send",
        "give", "put", "use", "tell", "say", "provide", "serve", "cover", "suggest", "require", "prefer", "receive", "collect", "contact", "borrow", "rent", "hire", "cost", "wanted", "bought", "found",
        "lost", "mean", "allow", "expect", "mention", "carry",
    };

    /// <summary>Forms that are verbs whatever stands before them.</summary>
    private static readonly HashSet<string> Finite = new(StringComparer.OrdinalIgnoreCase) { "has", "had", "says", "said", "includes", "contains", "means", "requires", "provides" };

    /// <summary>Verbs of perceiving and asking that want an object or a clause after "to" and after the subject of a request: "I would like to see", "may I ask".</summary>
    private static readonly HashSet<string> AfterWish = new(StringComparer.OrdinalIgnoreCase) { "see", "ask", "know", "hear", "visit", "check" };

    /// <summary>Verbs that want something besides the person: "tell me", "show us".</summary>
    private static readonly HashSet<string> Giving = new(StringComparer.OrdinalIgnoreCase)
    {
        "tell", "tells", "telling", "told", "show", "shows", "showing", "showed", "give", "gives", "giving", "gave", "send", "sending", "sent", "bring", "bringing", "lend", "teach", "let", "get", "getting", "pass",
    };

    private static readonly HashSet<string> Receivers = new(StringComparer.OrdinalIgnoreCase) { "me", "us", "him", "them" };

    /// <summary>Words that can be the object of a verb that comes after them.</summary>
    private static readonly HashSet<string> Moved = new(StringComparer.OrdinalIgnoreCase)
    {
        "what", "which", "who", "whom", "much", "many", "whatever", "whichever", "that", "those", "all", "everything", "anything", "nothing", "something", "things", "one", "ones", "as",
    };

    private static readonly HashSet<string> Be = new(StringComparer.OrdinalIgnoreCase) { "be", "been", "being", "is", "are", "was", "were", "got", "gets" };

    /// <summary>Before "to find": the object is understood.</summary>
    private static readonly HashSet<string> Tough = new(StringComparer.OrdinalIgnoreCase) { "easy", "hard", "difficult", "lot", "more", "nice", "good", "great", "expensive", "cheap", "free", "ready", "refuse" };

    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase) { "i", "you", "we", "they", "he", "she", "it", "this", "that", "there", "these", "those", "one", "who" };

    private static readonly HashSet<string> Auxiliaries = new(StringComparer.OrdinalIgnoreCase) { "is", "are", "was", "were", "does", "do", "did", "can", "could", "will", "would", "should" };

    private static readonly HashSet<string> Determiners = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an", "my", "your", "our", "their", "his", "her", "its", "no", "some", "any", "every" };

    private static readonly HashSet<string> QuestionWords = new(StringComparer.OrdinalIgnoreCase) { "what", "who", "where", "when", "why", "how", "which", "whose", "whoever", "whatever" };

    /// <summary>After these, "on" and "in" are no preposition that wants a noun: "turn it on", "log in".</summary>
    private static readonly HashSet<string> BeforeParticle = new(StringComparer.OrdinalIgnoreCase)
    {
        "log", "logged", "turn", "switch", "come", "came", "go", "going", "check", "checked", "sign", "signed", "put", "hold", "move", "carry", "it", "that", "them", "me", "us", "him", "her", "step", "get", "got", "hang",
        "keep", "try", "fill", "is", "are", "was", "bring", "give", "what's", "let", "later", "from", "early", "all",
    };

    /// <summary>Attributes that a noun follows when an article stands before them.</summary>
    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "small", "big", "large", "little", "new", "old", "young", "good", "bad", "nice", "great", "long", "short", "high", "low", "different", "special", "private", "certain", "particular", "few", "couple", "similar", "free",
        "cheap", "quiet", "full", "main", "whole", "entire", "most", "very", "really", "quick", "own",
    };

    /// <summary>Whether something is missing after the last word.</summary>
    /// <param name="words">The words, of which there is at least one.</param>
    /// <param name="first">The first word that belongs to the clause.</param>
    public static bool WantsMore(List<string> words, int first)
    {
        var count = words.Count - first;
        if (count < 2)
        {
            return false;
        }

        var (last, before) = (words[^1], words[^2]);
        if (last is "in" or "on" && count >= 3)
        {
            return !BeforeParticle.Contains(before) && !words.Skip(first).Take(3).Any(QuestionWords.Contains);
        }

        if ((Attributes.Contains(last) && (before is "a" or "an" || (last is "most" or "few" or "whole" or "entire" && before is "the") || (last is "own" && Determiners.Contains(before))))
            || (last is "any" && before is "there" or "have" or "has" or "got" or "are") || last is "another")
        {
            return true;
        }

        return Auxiliaries.Contains(last) ? IsCut(words, first) : !IsMoved(words, first) && WantsObject(words, first);
    }

    private static bool WantsObject(List<string> words, int first)
    {
        var (last, before) = (words[^1], words[^2]);
        if (Receivers.Contains(last))
        {
            return Giving.Contains(before);
        }

        var asks = words[first] is "do" or "does" or "did" or "can" or "could" or "may" or "would" or "will" or "should";
        if (last is "out" && before is "find")
        {
            return true;
        }

        if (AfterWish.Contains(last))
        {
            return (before is "to" && !(words.Count > 2 && Tough.Contains(words[^3]))) || (before is "you" && last is "know" && asks) || (before is "i" or "we" && asks && last is not "know");
        }

        if (Finite.Contains(last))
        {
            return !(last is "said" or "says" or "had" or "has" && before is "i" or "he" or "she" or "we" or "they" or "it" && words.Count - first == 2 && first > 0);
        }

        if (!Transitive.Contains(last) || Be.Contains(before) || Be.Contains(words[first]) || Determiners.Contains(before))
        {
            return words[first] is "is" or "was" && before is "to" && Transitive.Contains(last) && !Tough.Contains(words[^3]);
        }

        var inverted = asks || (QuestionWords.Contains(words[first]) && words.Skip(first + 1).Take(3).Any(word => word is "do" or "does" or "did"));
        return before switch
        {
            "to" => words.Count < 3 || !Tough.Contains(words[^3]),
            "i" or "you" or "we" or "they" or "he" or "she" or "please" or "also" or "still" or "just" => true,
            "it" or "long" => last is not "take" || !words.Contains("long"),
            _ => inverted,
        };
    }

    /// <summary>An auxiliary at the end is whole after a pronoun ("yes it is") and in an indirect question ("where the toilet is"), and begins something after other words.</summary>
    private static bool IsCut(List<string> words, int first)
    {
        if (Pronouns.Contains(words[^2]) || words[^2] is "to" or "not" or "and" or "can" or "will" or "would" or "could")
        {
            return false;
        }

        var question = words.FindLastIndex(words.Count - 2, words.Count - 1 - first, QuestionWords.Contains);
        return question < 0 || question == words.Count - 2 || !(Determiners.Contains(words[question + 1]) || words.Skip(question + 1).SkipLast(1).Any(Determiners.Contains));
    }

    private static bool IsMoved(List<string> words, int first)
    {
        for (var i = first; i < words.Count - 1; i++)
        {
            // "The lockers that I need", but "that is what they say" too: a word that can be an object and stands before the verb's subject.
            if (Moved.Contains(words[i]))
            {
                return true;
            }
        }

        return false;
    }
}
