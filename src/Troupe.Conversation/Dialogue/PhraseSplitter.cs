using System.Runtime.CompilerServices;

namespace Troupe.Conversation.Dialogue;

/// <summary>
/// Splits an answer that is still being written into phrases to speak.
/// The first phrase is short, so that the voice starts early: it may end at soft punctuation from its second word on, or after 4 to 8 words.
/// The rest is spoken by sentence, because a voice needs the whole sentence for its melody.
/// </summary>
/// <remarks>
/// <para>A phrase never ends inside a number, an abbreviation, an e-mail address, a URL, a time or a tag such as <c>&lt;break/&gt;</c> or <c>[face:joy]</c>.
/// A new line ends a phrase unless the next line goes on in lower case.</para>
/// <para>Decisions are made character by character and so do not depend on how the text was cut into pieces.
/// Each needs one visible character after the phrase (which also says that the phrase is not the last), and the whole next word
/// after an initial or acronym ("in the U.S. It is" or "the U.S. Army") and when the first phrase may end before a conjunction.</para>
/// <para>The phrases together are the text, apart from the whitespace between them.</para>
/// </remarks>
public static class PhraseSplitter
{
    /// <summary>Splits a text. The last phrase is marked as the last; a text without visible characters gives none.</summary>
    /// <param name="text">Pieces of text of any size, such as tokens.</param>
    /// <param name="cancellationToken">Stops the splitting.</param>
    public static async IAsyncEnumerable<Phrase> SplitAsync(IAsyncEnumerable<string> text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new PhraseScanner();
        var index = 0;
        await foreach (var piece in text.WithCancellation(cancellationToken))
        {
            foreach (var character in piece)
            {
                if (scanner.Read(character) is { } phrase)
                {
                    yield return new Phrase(index++, phrase);
                }
            }
        }

        var rest = scanner.Finish();
        for (var i = 0; i < rest.Count; i++)
        {
            yield return new Phrase(index++, rest[i], IsLast: i == rest.Count - 1);
        }
    }

    /// <summary>Splits a whole text into the same phrases.</summary>
    public static IReadOnlyList<Phrase> Phrases(string text)
    {
        var phrases = Scan(text, new PhraseScanner());
        return [.. phrases.Select((phrase, index) => new Phrase(index, phrase, IsLast: index == phrases.Count - 1))];
    }

    /// <summary>Splits a whole text into sentences by the same rules, without ending the first one early.</summary>
    public static IReadOnlyList<string> Sentences(string text) => Scan(text, new PhraseScanner(sentencesOnly: true));

    private static List<string> Scan(string text, PhraseScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrases = text.Select(scanner.Read).OfType<string>().ToList();
        phrases.AddRange(scanner.Finish());
        return phrases;
    }
}
