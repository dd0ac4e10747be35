namespace Troupe.Conversation.Hearing;

/// <summary>How a clause ends.</summary>
internal enum ClauseEnding
{
    /// <summary>There are no words.</summary>
    Nothing,

    /// <summary>As a clause may end.</summary>
    Complete,

    /// <summary>With a full stop, a question mark or an exclamation mark.</summary>
    Punctuated,

    /// <summary>With a word that needs another.</summary>
    Open,

    /// <summary>With a sound of hesitation, or with words that ask for time.</summary>
    Filler,
}

/// <summary>Looks at the end of a clause of spoken English, with or without punctuation.</summary>
internal static class ClauseEnd
{
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "um", "umm", "uh", "uhm", "er", "erm", "hmm", "mm", "ah", "eh",
    };

    /// <summary>
    /// Words after which a clause goes on. Left out on purpose are words that often end one: particles ("turn it on", "log in", "wake up"), auxiliaries ("yes it is", "I can"),
    /// object pronouns ("tell me", "thank you") and "that".
    /// </summary>
    private static readonly HashSet<string> Openers = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "my", "your", "our", "their", "its", "every",
        "and", "or", "but", "nor", "because", "cause", "if", "unless", "until", "while", "whereas", "although", "though", "whether", "than", "since", "when", "where", "which",
        "of", "to", "for", "from", "with", "at", "by", "into", "onto", "between", "during", "against", "per", "via", "without", "within", "towards", "toward", "among", "about", "as",
        "i", "we", "he", "she", "they", "who", "whose",
        "i'm", "you're", "we're", "they're", "he's", "she's", "it's", "that's", "there's", "what's", "who's", "where's", "how's", "let's",
        "i'll", "you'll", "we'll", "they'll", "he'll", "she'll", "it'll", "i'd", "you'd", "we'd", "they'd", "he'd", "she'd", "i've", "you've", "we've", "they've",
        "very", "really", "gonna", "wanna", "gotta", "like", "maybe", "also", "plus", "well", "so", "point", "mister", "mr", "mrs", "miss", "dr",
    };

    /// <summary>Prepositions that a question may leave at its end: "where are you from".</summary>
    private static readonly HashSet<string> Stranded = new(StringComparer.OrdinalIgnoreCase) { "of", "to", "for", "from", "with", "at", "by", "into", "like", "about" };

    private static readonly HashSet<string> QuestionWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "what", "who", "whom", "where", "which", "what's", "who's", "where's",
    };

    /// <summary>Words between which and a stranded preposition nothing is missing; after a noun something is: "what is the price of".</summary>
    private static readonly HashSet<string> BeforeStranded = new(StringComparer.OrdinalIgnoreCase)
    {
        "you", "it", "that", "this", "they", "them", "we", "us", "he", "him", "she", "i", "me", "made", "come", "go", "belong", "work", "look", "sound", "open", "close",
    };

    /// <summary>Whole answers that end as if they went on.</summary>
    private static readonly string[][] CompleteEnds =
    [
        ["think", "so"], ["hope", "so"], ["guess", "so"], ["believe", "so"], ["suppose", "so"], ["or", "so"], ["say", "so"],
        ["not", "really"], ["oh", "really"], ["as", "well"], ["very", "well"], ["quite", "well"],
        ["love", "to"], ["don't", "want", "to"], ["what", "if"], ["say", "when"], ["since", "when"],
        ["know", "who"], ["know", "where"], ["know", "when"], ["know", "which"], ["guess", "who"], ["some", "point"], ["the", "point"], ["good", "point"],
    ];

    /// <summary>Looks at the last words and at the punctuation after them.</summary>
    /// <param name="text">What was understood.</param>
    /// <param name="words">Its words.</param>
    public static ClauseEnding Of(string text, List<string> words)
    {
        var trimmed = text.AsSpan().TrimEnd();
        if (words.Count == 0)
        {
            return ClauseEnding.Nothing;
        }

        if (Fillers.Contains(words[^1]) || ClauseForm.IsHold(words))
        {
            return ClauseEnding.Filler;
        }

        if (trimmed.EndsWith("...", StringComparison.Ordinal) || trimmed[^1] is ',' or ';' or ':' or '-' or '–' or '—' or '…')
        {
            return ClauseEnding.Open;
        }

        // A recogniser that writes full stops has looked at the clause already.
        if (trimmed[^1] is '.' or '?' or '!' or '。' or '？' or '！')
        {
            return ClauseEnding.Punctuated;
        }

        return (Openers.Contains(words[^1]) && !EndsComplete(words)) || ClauseForm.IsBegun(words) ? ClauseEnding.Open : ClauseEnding.Complete;
    }

    /// <summary>Whether a word is a sound of hesitation.</summary>
    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>The words, without punctuation around them.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var part in text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.Trim('.', ',', ';', ':', '?', '!', '"', '(', ')', '-', '–', '—', '…', '“', '”', '。', '？', '！').Replace('’', '\'');
            if (word.Length > 0)
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static bool EndsComplete(List<string> words)
    {
        foreach (var end in CompleteEnds)
        {
            if (words.Count >= end.Length && end.Index().All(item => words[words.Count - end.Length + item.Index].Equals(item.Item, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        if (words.Count >= 3 && words[^1] is "we" or "they" or "he" or "she" && words[^2] is "are" or "is" or "were" or "was" && words.Exists(QuestionWords.Contains))
        {
            // "Where are we".
            return true;
        }

        return words.Count >= 3 && Stranded.Contains(words[^1]) && words.Take(3).Any(QuestionWords.Contains)
            && (BeforeStranded.Contains(words[^2]) || words[^2].EndsWith("ing", StringComparison.OrdinalIgnoreCase) || words[^2].EndsWith("ed", StringComparison.OrdinalIgnoreCase));
    }
}
