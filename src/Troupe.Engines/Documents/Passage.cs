namespace Troupe.Engines.Documents;

/// <summary>A section with its place in the index.</summary>
/// <param name="Id">From 1, in reading order.</param>
/// <param name="Section">The section.</param>
internal sealed record Passage(long Id, Section Section)
{
    /// <summary>Sentences of one section beyond this count share a place; nobody reads sections so long.</summary>
    private const long SentencesPerPassage = 100_000;

    /// <summary>The words of its headings, in lower case.</summary>
    public IReadOnlySet<string> HeadingWords { get; } = SpokenQuestion.Split(string.Join(' ', Section.Headings)).ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _words =
        SpokenQuestion.Split(string.Join(' ', [Section.Title, .. Section.Headings, .. Section.Sentences])).Select(Singular).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether it holds a word, in the singular or plural.</summary>
    public bool Says(string word) => _words.Contains(Singular(word));

    /// <summary>Place of a sentence in the index.</summary>
    public long SentenceId(int position) => (Id * SentencesPerPassage) + position;

    private static string Singular(string word) => word.Length > 3 ? word.TrimEnd('s') : word;
}
