namespace Troupe.Conversation.Hearing;

/// <summary>Whether something that has a shape, such as a number or an address, is complete.</summary>
internal enum Slot
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It plainly goes on.</summary>
    Open,

    /// <summary>It may be whole, and may go on.</summary>
    Doubtful,

    /// <summary>It has all that it needs.</summary>
    Whole,
}

/// <summary>Finds the slot at the end of what was understood. English.</summary>
internal static class Slots
{
    private static readonly HashSet<string> YesNo = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "yeah", "yep", "yup", "no", "nope", "nah", "okay", "ok", "sure", "right", "correct", "exactly", "absolutely", "definitely", "certainly", "please", "fine", "thanks",
    };

    /// <summary>Beginnings of an answer that does not give what was asked for: "I don't have one", "why do you need it".</summary>
    private static readonly HashSet<string> SideSteps = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "nope", "i", "i'd", "i've", "i'm", "why", "what", "sorry", "can", "could", "do", "don't", "never", "skip", "wait", "how", "who", "where", "when", "you", "that's", "please", "hello",
    };

    private static readonly HashSet<string> Copulas = new(StringComparer.OrdinalIgnoreCase) { "is", "was", "are", "be", "it's" };

    /// <summary>The state of the slot that the words end in, or that was asked for.</summary>
    public static Slot Of(List<string> words, ExpectedAnswer expected, string? said)
    {
        var kind = expected.Kind;
        if (kind is AnswerKind.YesNo && YesNo.Contains(words[^1]))
        {
            return Slot.Whole;
        }

        if ((expected.IsDictated || kind is AnswerKind.Name or AnswerKind.Amount) && Copulas.Contains(words[^1]) && !IsSideStep(words))
        {
            // "It is" and "my name is", and what was asked for does not follow yet.
            return Slot.Open;
        }

        if (SpokenAddress.Of(words, kind is AnswerKind.Email) is var address and not Slot.None)
        {
            return address;
        }

        if (SpokenNumber.Of(words, kind) is var number and not Slot.None)
        {
            return number;
        }

        if (SpokenSpelling.Of(words, kind is AnswerKind.Spelling or AnswerKind.Name, said) is var spelling and not Slot.None)
        {
            return spelling;
        }

        if (kind is AnswerKind.Date or AnswerKind.BirthDate)
        {
            return SpokenDate.Of(words, kind is AnswerKind.BirthDate);
        }

        var first = ClauseForm.First(words);
        if (expected.Asks || ClauseForm.IsQuestion(words))
        {
            return Slot.None;
        }

        var date = SpokenDate.OfUnasked(words, first);
        return date is Slot.None ? SpokenAmount.Of(words, first) : date;
    }

    /// <summary>Whether the words begin as an answer that does not give what was asked for.</summary>
    public static bool IsSideStep(List<string> words) => SideSteps.Contains(words[0]);
}
