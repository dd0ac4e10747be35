using System.Collections.Frozen;

namespace Troupe.Conversation.Turns;

/// <summary>What a word or a set phrase does in a conversation.</summary>
internal enum SaidKind
{
    /// <summary>Any word that is not listed.</summary>
    Content,

    /// <summary>A word that says little alone: "the", "of", a letter.</summary>
    Function,

    /// <summary>A pronoun or an auxiliary: says little alone, and begins a clause together with another.</summary>
    Clause,

    /// <summary>Breath, cough and hesitation.</summary>
    Noise,

    /// <summary>A backchannel that answers a question when there is one: "yeah", "right".</summary>
    Agreement,

    /// <summary>A backchannel that answers nothing: "wow", laughter.</summary>
    Interest,

    /// <summary>Takes the floor, however short it is: "stop", "sorry".</summary>
    Command,
}

/// <summary>The words and set phrases by which a listener shows interest, agrees or takes the floor. English; with what recognisers take them for.</summary>
internal static class InterjectionWords
{
    private const int LongestPhrase = 4;

    private static readonly string[] Noises =
    [
        "ah", "argh", "eh", "em", "er", "erm", "h", "ha", "hah", "heh", "hm", "hmm", "huh", "m", "mm", "oh", "ooh", "ooo", "o", "pf", "pff", "ph", "phew", "sh", "sil", "t", "tch", "tsk", "tut", "ugh",
        "uh", "uhh", "um", "umm", "unk", "uh uh",
    ];

    private static readonly string[] Agreements =
    [
        "mhm", "mmhm", "mhmm", "mmhmm", "hmhm", "umhum", "umhm", "uhuh", "uhhuh", "aha", "mm hm", "mm hmm", "m hm", "m hmm", "mm mm", "hm hm", "hmm hmm", "em hm", "em hmm", "um hm", "um hmm", "um hum", "um huh",
        "uh huh", "uh hu", "uh ha", "ah huh", "ah ha", "a huh", "a ha",
        "yes", "yeah", "yea", "ya", "yah", "yep", "yup", "year", "yes please", "oh yes", "oh yeah",
        "ok", "okay", "okey", "k", "kay", "o k", "oh k", "oh kay", "okey dokey", "alright", "all right", "right", "rite", "write", "wright", "right you are", "very well",
        "sure", "shore", "shure", "for sure", "sure thing", "exactly", "exact", "precisely", "correct", "absolutely", "definitely", "totally", "certainly", "indeed", "true", "so true", "very true", "of course",
        "off course", "you bet", "fair enough", "agreed", "good", "fine", "great", "perfect", "good point",
        "that's right", "that's true", "that's it", "that is right", "that is true", "i think so", "i know", "yes i know",
    ];

    private static readonly string[] Interests =
    [
        "i see", "i sea", "i c", "eye see", "i see i see", "i get it", "got it", "gotcha", "i got it", "i got you", "understood", "i understand", "makes sense", "that makes sense", "that make sense",
        "really", "oh really", "wow", "whoa", "woah", "oh wow", "gosh", "oh my", "oh my god", "oh my gosh", "oh my goodness", "my god", "my goodness", "oh god", "oh dear", "no way", "no kidding", "oh no way", "go on", "carry on",
        "nice", "very nice", "cool", "very cool", "very good", "oh good", "lovely", "brilliant", "amazing", "awesome", "wonderful", "fantastic", "excellent", "interesting", "very interesting", "that's interesting", "that is interesting",
        "that's nice", "that's great", "that's good", "that's cool", "that's amazing", "that's funny", "that is great", "that is nice", "how nice", "how interesting", "not bad", "so good", "funny", "very funny",
        "ha ha", "he he", "he he he", "hee hee", "ho ho", "heh heh", "hah hah", "lol",
    ];

    private static readonly string[] Commands =
    [
        "stop", "stopp", "stops", "stopped", "stop it", "wait", "waits", "weight", "waite", "no", "know", "nope", "nah", "hold", "hold on", "hole on", "old on", "hang", "hang on", "hang an", "sorry", "excuse", "excuse me", "what", "pardon", "pardon me",
        "parden", "hey", "hay", "hello", "hallo", "hullo", "hi", "help", "quiet", "be quiet", "silence", "hush", "shush", "shut up", "enough", "next", "repeat", "again", "louder", "quieter", "slower", "faster", "slow down", "speak up",
        "go back", "back up", "skip", "pause", "cancel", "one moment", "one second", "just a moment", "just a second", "a question", "question", "actually", "come on", "thank you", "thanks",
    ];

    private static readonly string[] Clauses =
    [
        "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "shall", "should", "may", "might", "must",
        "it", "it's", "i", "i'm", "you", "he", "she", "we", "they",
    ];

    private static readonly string[] Functions =
    [
        "a", "an", "the", "of", "and", "but", "or", "nor", "so", "well", "to", "in", "on", "at", "by", "for", "from", "with", "as", "its", "this", "that", "that's", "these", "those", "there", "here",
        "me", "him", "her", "us", "them", "my", "your", "our", "his", "their", "if", "then", "than", "up", "out", "off", "not", "too", "just",
    ];

    private static readonly FrozenDictionary<string, SaidKind> Kinds = Noises.Select(word => KeyValuePair.Create(word, SaidKind.Noise))
        .Concat(Agreements.Select(word => KeyValuePair.Create(word, SaidKind.Agreement)))
        .Concat(Interests.Select(word => KeyValuePair.Create(word, SaidKind.Interest)))
        .Concat(Commands.Select(word => KeyValuePair.Create(word, SaidKind.Command)))
        .Concat(Clauses.Select(word => KeyValuePair.Create(word, SaidKind.Clause)))
        .Concat(Functions.Select(word => KeyValuePair.Create(word, SaidKind.Function)))
        .ToFrozenDictionary();

    /// <summary>Takes the longest phrase or word that is known from the start of a text, otherwise one word.</summary>
    /// <param name="words">What <see cref="PlainWords"/> wrote, not empty; shrinks by what was taken.</param>
    public static SaidKind Take(ref ReadOnlySpan<char> words)
    {
        var kinds = Kinds.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var count = LongestPhrase; count > 0; count--)
        {
            var phrase = PlainWords.First(words, count);
            if (kinds.TryGetValue(phrase, out var kind))
            {
                words = words[Math.Min(words.Length, phrase.Length + 1)..];
                return kind;
            }
        }

        var word = PlainWords.First(words, 1);
        words = words[Math.Min(words.Length, word.Length + 1)..];
        return IsLaughter(word) ? SaidKind.Interest : word.Length == 1 ? SaidKind.Function : SaidKind.Content;
    }

    /// <summary>"Haha", "ahahah", "hehehe": at least twice a vowel, all of them the same, and nothing else but the letter h.</summary>
    private static bool IsLaughter(ReadOnlySpan<char> word)
    {
        var vowel = word.IndexOfAny("aeio");
        return vowel >= 0 && word.Count('h') > 1 && word.Count(word[vowel]) > 1 && word.IndexOfAnyExcept('h', word[vowel]) < 0;
    }
}
