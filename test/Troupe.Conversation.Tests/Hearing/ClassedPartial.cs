namespace Troupe.Conversation.Tests.Hearing;

/// <summary>What kind of words a labelled partial is an example of.</summary>
public enum PartialClass
{
    /// <summary>Goes on: a verb, preposition or auxiliary still wants something.</summary>
    Complement,

    /// <summary>Goes on: digits in groups.</summary>
    Digits,

    /// <summary>Goes on: a date without its month or year.</summary>
    Dates,

    /// <summary>Goes on: a number without what it counts.</summary>
    Amounts,

    /// <summary>Goes on: an e-mail address.</summary>
    Addresses,

    /// <summary>Goes on: a clause or phrase before the main clause.</summary>
    Introductions,

    /// <summary>Goes on: a noun without a verb.</summary>
    NounPhrases,

    /// <summary>Goes on: words that begin a turn.</summary>
    Interjections,

    /// <summary>Complete: a plain question.</summary>
    Question,

    /// <summary>Complete: a wish or a command.</summary>
    Command,

    /// <summary>Complete: an answer or a statement.</summary>
    Answer,

    /// <summary>Nobody can tell from the words.</summary>
    Ambiguous,
}

/// <summary>A partial transcript of a class.</summary>
/// <param name="Class">The class, which tells whether the turn is over.</param>
/// <param name="Partial">The words so far.</param>
/// <param name="Said">What the presenter said before.</param>
public sealed record ClassedPartial(PartialClass Class, string Partial, string? Said)
{
    /// <summary>Whether the turn is over; for ambiguous words it may be.</summary>
    public bool IsComplete => Class >= PartialClass.Question;

    /// <summary>The partials of a class, one a line.</summary>
    public static IEnumerable<ClassedPartial> Of(PartialClass of, string lines) =>
        from line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let bar = line.IndexOf('|', StringComparison.Ordinal)
        select new ClassedPartial(of, line[(bar + 1)..], bar < 0 ? null : line[..bar]);
}
