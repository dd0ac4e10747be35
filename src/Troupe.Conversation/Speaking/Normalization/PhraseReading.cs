namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>The words of a text while they are read: readers look around in them and say what each stands for.</summary>
internal sealed class PhraseReading
{
    /// <summary>A longer run of letters or digits is not a word: only its start is said.</summary>
    private const int LongestWord = 64;

    private readonly ReadToken[] _tokens;
    private readonly string[] _said;

    private PhraseReading(ReadToken[] tokens)
    {
        _tokens = tokens;
        _said = new string[tokens.Length];
        IsShouting = tokens.Count(static token => token.IsShouted) > 2
            && tokens.All(static token => token.IsShouted || token.Core.Length < 2 || !token.Core.Any(char.IsAsciiLetter));
    }

    /// <summary>Number of words.</summary>
    public int Count => _tokens.Length;

    /// <summary>Whether the text is written in capitals, so that they mean nothing.</summary>
    public bool IsShouting { get; }

    /// <summary>A word; empty beyond both ends.</summary>
    public ReadToken this[int index] => index >= 0 && index < _tokens.Length ? _tokens[index] : ReadToken.None;

    /// <summary>Splits a text at white space.</summary>
    public static PhraseReading Of(string text) =>
        new([.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(ReadToken.Of)]);

    /// <summary>Says words for a written word; a comma among them is a pause.</summary>
    public void Say(int index, string words) => _said[index] = words;

    /// <summary>What has been said, with the pauses of the punctuation.</summary>
    public SpokenText ToSpokenText()
    {
        var words = new List<SpokenWord>[_tokens.Length];
        List<SpokenWord>? spoken = null;
        for (var index = 0; index < _tokens.Length; index++)
        {
            if (_tokens[index].StartsWithPause)
            {
                Pause(spoken, SpokenPause.Clause);
            }

            words[index] = Split(_said[index] ?? "");
            spoken = words[index].Count > 0 ? words[index] : spoken;
            Pause(spoken, PauseAfter(index));
        }

        return new SpokenText([.. words.Select((said, index) => new WrittenWord(_tokens[index].Text, said))]);
    }

    private SpokenPause PauseAfter(int index)
    {
        var token = _tokens[index];
        var isLast = index == _tokens.Length - 1;
        return token.Pause == SpokenPause.Sentence && !isLast && token.Tail == "." && AbbreviationReader.Swallows(token) ? SpokenPause.None : token.Pause;
    }

    private static void Pause(List<SpokenWord>? words, SpokenPause pause)
    {
        if (words is { Count: > 0 } && pause > words[^1].Pause)
        {
            words[^1] = words[^1] with { Pause = pause };
        }
    }

    private static List<SpokenWord> Split(string said)
    {
        List<SpokenWord> words = [];
        foreach (var part in said.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = Clean(part);
            if (word.Length > 0)
            {
                words.Add(new SpokenWord(word));
            }

            if (part[^1] == ',')
            {
                Pause(words, SpokenPause.Clause);
            }
        }

        return words;
    }

    /// <summary>Keeps what a voice can say: a capital stays alone or before 's, all else is small letters with inner apostrophes.</summary>
    private static string Clean(string part)
    {
        var kept = string.Concat(part.Take(LongestWord).Where(static character => char.IsAsciiLetter(character) || character == '\'')).Trim('\'');
        while (kept.Contains("''", StringComparison.Ordinal))
        {
            kept = kept.Replace("''", "'", StringComparison.Ordinal);
        }

        return (kept.Length == 1 && char.IsAsciiLetterUpper(kept[0])) || (kept.Length == 3 && char.IsAsciiLetterUpper(kept[0]) && kept.EndsWith("'s", StringComparison.Ordinal))
            ? kept
            : kept.ToLowerInvariant();
    }
}
