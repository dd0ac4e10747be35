namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>
/// Turns written English into words that a voice can say: numbers, money, dates, times, units, addresses, abbreviations and symbols are read out,
/// marks of Markdown, emoji and letters outside Latin and Greek are left out. Pure; never throws, whatever the text.
/// </summary>
public static class TextNormalizer
{
    /// <summary>In the order in which they are asked: the special before the general. Each takes one or more words, or none.</summary>
    private static readonly IReadOnlyList<Func<PhraseReading, int, int>> Readers =
    [
        SymbolReader.ReadAlone,
        AddressReader.Read,
        PhoneReader.Read,
        DateReader.Read,
        TimeReader.Read,
        MoneyReader.Read,
        UnitReader.Read,
        NumberReader.Read,
        AbbreviationReader.Read,
        RomanReader.Read,
        WordReader.Read,
    ];

    /// <summary>Reads a text.</summary>
    public static SpokenText Normalize(string text)
    {
        var reading = PhraseReading.Of(text);
        for (var at = 0; at < reading.Count;)
        {
            var taken = 0;
            for (var reader = 0; taken == 0 && reader < Readers.Count; reader++)
            {
                taken = Readers[reader](reading, at);
            }

            at += Math.Max(1, taken);
        }

        return reading.ToSpokenText();
    }
}
