using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>A written word, taken apart.</summary>
/// <param name="Text">As written.</param>
/// <param name="Lead">Folded: quotes, brackets and marks of Markdown before it.</param>
/// <param name="Core">Folded: the word.</param>
/// <param name="Tail">Folded: punctuation, quotes and brackets after it.</param>
internal readonly partial record struct ReadToken(string Text, string Lead, string Core, string Tail)
{
    private const string Opening = "\"'([{<*_~`";
    private const string Closing = "\"')]}>*_~`.,;:!?";

    /// <summary>No word that is written without white space is longer: of more, only the start is read, so that time stays bounded.</summary>
    private const int LongestWord = 512;

    /// <summary>No word.</summary>
    public static ReadToken None { get; } = new("", "", "", "");

    /// <summary>The word in small letters.</summary>
    public string Lower => Core.ToLowerInvariant();

    /// <summary>Whether it starts with a capital.</summary>
    public bool IsCapitalized => Core.Length > 0 && char.IsAsciiLetterUpper(Core[0]);

    /// <summary>Whether it is a word of capitals.</summary>
    public bool IsShouted => Core.Length > 1 && Core.All(static character => char.IsAsciiLetterUpper(character) || character == '\'');

    /// <summary>Whether nothing separates it from the next word.</summary>
    public bool RunsOn => Tail.Length == 0;

    /// <summary>Whether a pause comes before it.</summary>
    public bool StartsWithPause => Lead.Contains('(', StringComparison.Ordinal) || (Core.Length == 0 && Lead.Contains('-', StringComparison.Ordinal)) || Core.StartsWith('—');

    /// <summary>The pause that its punctuation makes.</summary>
    public SpokenPause Pause
    {
        get
        {
            var pause = SpokenPause.None;
            foreach (var mark in Tail)
            {
                var made = mark switch
                {
                    ',' or ';' or ':' or ')' or ']' => SpokenPause.Clause,
                    '.' => SpokenPause.Sentence,
                    '?' => SpokenPause.Question,
                    '!' => SpokenPause.Exclamation,
                    _ => SpokenPause.None,
                };
                pause = pause is SpokenPause.Question ? pause : made > pause ? made : pause;
            }

            return Core.EndsWith('—') && pause == SpokenPause.None ? SpokenPause.Clause : pause;
        }
    }

    /// <summary>Takes a word apart.</summary>
    public static ReadToken Of(string text)
    {
        var folded = TextFolding.Fold(text.Length > LongestWord ? text[..LongestWord] : text);
        if (Link().Match(folded) is { Success: true } link)
        {
            folded = folded[..link.Index] + folded[(link.Index + link.Length)..];
        }

        var start = 0;
        while (start < folded.Length && Opening.Contains(folded[start], StringComparison.Ordinal) && !IsTag(folded, start))
        {
            start++;
        }

        var end = folded.Length;
        while (end > start && Closing.Contains(folded[end - 1], StringComparison.Ordinal))
        {
            end--;
        }

        return new ReadToken(text, folded[..start], folded[start..end], folded[end..]);
    }

    private static bool IsTag(string folded, int start) => folded[start] is '~' or '<' && start + 1 < folded.Length && char.IsAsciiDigit(folded[start + 1]);

    [GeneratedRegex(@"\]\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
