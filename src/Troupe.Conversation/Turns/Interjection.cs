namespace Troupe.Conversation.Turns;

/// <summary>What a person's voice over the presenter's means for the turn.</summary>
internal enum InterjectionKind
{
    /// <summary>A cough, a hesitation, or too little to be a word.</summary>
    Nothing,

    /// <summary>The person shows that they follow: the presenter keeps the floor.</summary>
    Backchannel,

    /// <summary>The person says something: the presenter yields.</summary>
    Words,
}

/// <summary>
/// Tells words from the sounds that people make while they listen (backchannels: V. Yngve, "On getting a word in edgewise", 1970). English. It bears
/// with recognisers that hear words in coughs and take "right" for "write".
/// </summary>
internal static class Interjection
{
    /// <summary>A shorter voice holds no word that is worth a stop, unless it is a command: one syllable with its consonants takes 200 to 300 ms.</summary>
    private static readonly TimeSpan ShortestWord = TimeSpan.FromMilliseconds(300);

    /// <summary>In a shorter voice "the" and "of" are what recognisers make of a cough, which lasts 300 to 600 ms.</summary>
    private static readonly TimeSpan LongestCough = TimeSpan.FromMilliseconds(600);

    /// <summary>Words that say little alone, of which recognisers make this many of a laugh.</summary>
    private const int MostInLaughter = 3;

    /// <summary>More characters than a stretch of backchannels has.</summary>
    private const int LongestText = 160;

    /// <summary>Shorter names are too close to other words to be known by a near word.</summary>
    private const int ShortestNearName = 4;

    /// <summary>Classifies what was understood so far, or at last.</summary>
    /// <param name="text">A partial or final transcript; noise may stand in brackets.</param>
    /// <param name="voice">How long the voice lasts.</param>
    /// <param name="presenterAsked">Whether what the presenter has said so far ends in a question: then "yes" and "right" answer it.</param>
    /// <param name="name">The presenter's name, which calls them.</param>
    public static InterjectionKind Of(ReadOnlySpan<char> text, TimeSpan voice, bool presenterAsked, string? name = null)
    {
        Span<char> buffer = stackalloc char[LongestText];
        var length = PlainWords.Write(text, buffer);
        if (length < 0)
        {
            return InterjectionKind.Words;
        }

        ReadOnlySpan<char> rest = buffer[..length];
        int functions = 0, clauses = 0, contents = 0, backchannels = 0;
        while (!rest.IsEmpty)
        {
            if (name is not null && IsName(PlainWords.First(rest, 1), name))
            {
                return InterjectionKind.Words;
            }

            switch (InterjectionWords.Take(ref rest))
            {
                case SaidKind.Command:
                case SaidKind.Agreement when presenterAsked:
                    return InterjectionKind.Words;
                case SaidKind.Agreement or SaidKind.Interest:
                    backchannels++;
                    break;
                case SaidKind.Function:
                    functions++;
                    break;
                case SaidKind.Clause:
                    functions++;
                    clauses++;
                    break;
                case SaidKind.Content:
                    contents++;
                    break;
            }
        }

        // "Yeah but" takes the floor; "yeah yeah" does not, however long it lasts. "Can you" does; "but that that" is what laughter is taken for.
        var speaks = contents > 1 || (contents == 1 && voice >= ShortestWord) || (voice >= LongestCough && (functions > MostInLaughter || clauses > 1 || (functions > 0 && backchannels > 0)));
        return speaks ? InterjectionKind.Words : backchannels > 0 ? InterjectionKind.Backchannel : InterjectionKind.Nothing;
    }

    private static bool IsName(ReadOnlySpan<char> word, ReadOnlySpan<char> name)
    {
        foreach (var range in name.Split(' '))
        {
            var part = name[range];
            if (part.Length > 1 && (word.Equals(part, StringComparison.OrdinalIgnoreCase) || (part.Length >= ShortestNearName && IsNear(word, part))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two words begin with the same letter and differ in one letter, which may be one more.</summary>
    private static bool IsNear(ReadOnlySpan<char> word, ReadOnlySpan<char> name)
    {
        if (Math.Abs(word.Length - name.Length) > 1 || word.IsEmpty || word[0] != char.ToLowerInvariant(name[0]))
        {
            return false;
        }

        var same = 0;
        while (same < word.Length && same < name.Length && word[same] == char.ToLowerInvariant(name[same]))
        {
            same++;
        }

        var wordEnd = word[Math.Min(word.Length, same + (word.Length >= name.Length ? 1 : 0))..];
        var nameEnd = name[Math.Min(name.Length, same + (name.Length >= word.Length ? 1 : 0))..];
        return wordEnd.Equals(nameEnd, StringComparison.OrdinalIgnoreCase);
    }
}
