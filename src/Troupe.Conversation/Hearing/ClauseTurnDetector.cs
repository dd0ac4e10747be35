namespace Troupe.Conversation.Hearing;

/// <summary>
/// Judges from the words whether the person is done: a logistic sum of what the end of the clause, its form, open slots (numbers, addresses, spellings, dates) and the expected answer say.
/// English; in other languages only punctuation counts, and a clause without any is taken for complete.
/// </summary>
/// <remarks>
/// The idea is that of semantic end-pointing: pauses inside a turn are as long as those between turns (about 200 ms, Stivers et al. 2009, "Universals and cultural variation in
/// turn-taking in conversation"), so silence alone cannot tell them apart, but words can. Weights are in log-odds: 0.7 doubles the odds that the person is done. They are set by hand, so
/// that a plain clause is over as soon as its voice has ended and one sign against it makes the wait 700 ms or more in the balanced profile; the labelled partials of the tests hold them to it.
/// </remarks>
public sealed class ClauseTurnDetector : ITurnDetector
{
    /// <summary>A clause with no sign for or against: odds of 20 to 1, a wait of 169 ms in the balanced profile, which is over when the voice counts as ended.</summary>
    internal const double Plain = 3.0;

    /// <summary>Nothing was understood: even odds, since the recogniser may be behind, or it was no speech.</summary>
    internal const double Nothing = 0.0;

    /// <summary>The last word needs another, or the clause is only begun; a comma or dash says the same.</summary>
    internal const double Unfinished = -4.0;

    /// <summary>The last sound is "um", or the words are "let me think": the person says that they are not done.</summary>
    internal const double Filler = -5.0;

    /// <summary>A dependent clause, or a phrase without a verb that is no answer, waits for its main clause.</summary>
    internal const double Dependent = -3.6;

    /// <summary>A number, address, spelling or date lacks a part.</summary>
    internal const double SlotOpen = -4.2;

    /// <summary>A number, address or date may be whole and may go on.</summary>
    internal const double SlotDoubtful = -2.2;

    /// <summary>It has all its parts, or the answer is the yes or no that was asked for.</summary>
    internal const double SlotWhole = 1.0;

    /// <summary>A recogniser that writes full stops has looked at the clause already.</summary>
    internal const double Punctuated = 0.5;

    /// <summary>A question in full gives the floor away.</summary>
    internal const double Question = 0.5;

    /// <summary>The person hesitated shortly before, and may again.</summary>
    internal const double Hesitant = -0.8;

    /// <inheritdoc/>
    public double EndProbability(TurnContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return 1 / (1 + Math.Exp(-Evidence(context)));
    }

    private static double Evidence(TurnContext context)
    {
        var words = ClauseEnd.Words(context.Partial.ToLowerInvariant());
        var ending = ClauseEnd.Of(context.Partial, words);
        if (ending == ClauseEnding.Nothing)
        {
            return Nothing;
        }

        var expected = ExpectedAnswer.Of(context.Said);
        var slot = Slots.Of(words, expected, context.Said);
        var evidence = Plain;
        evidence += ending switch
        {
            ClauseEnding.Filler => Filler,

            // A letter that is spelled is no article, and an address may end in "at".
            ClauseEnding.Open when slot is not Slot.Whole && !(slot is Slot.Open && words[^1].Length == 1) => Unfinished,
            ClauseEnding.Punctuated => Punctuated,
            _ => 0,
        };
        evidence += slot switch
        {
            Slot.Open => SlotOpen,
            Slot.Doubtful => SlotDoubtful,
            Slot.Whole => SlotWhole,
            _ => 0,
        };
        if (ending == ClauseEnding.Complete)
        {
            evidence += Form(words, slot, expected);
        }

        return evidence + (ClauseForm.Hesitates(words) ? Hesitant : 0);
    }

    private static double Form(List<string> words, Slot slot, ExpectedAnswer expected)
    {
        // An answer may be a phrase or a clause with "because", and what is dictated has its own signs.
        var answers = expected.Asks || slot is not Slot.None;
        if (ClauseForm.IsDependent(words, answers) || (!answers && ClauseOpening.IsPhrase(words, ClauseForm.First(words))))
        {
            return Dependent;
        }

        return ClauseForm.IsQuestion(words) ? Question : 0;
    }
}
