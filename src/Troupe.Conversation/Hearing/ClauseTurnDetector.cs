namespace Troupe.Conversation.Hearing;

/// <summary>
/// Ends the turn early when what was understood is a complete clause, and later when it plainly goes on: after a function word, a filler or an open number,
/// or when nothing was understood yet. English; other languages get the delay of complete clauses, unless punctuation says otherwise.
/// </summary>
/// <remarks>
/// The idea is that of semantic end-pointing: pauses inside a turn are as long as those between turns (about 200 ms, Stivers et al. 2009, "Universals and cultural variation in
/// turn-taking in conversation"), so silence alone cannot tell them apart, but words can.
/// </remarks>
public sealed class ClauseTurnDetector : ITurnDetector
{
    /// <summary>After a complete clause: as soon as the voice counts as ended, which is <see cref="HearingOptions.MinSilence"/> after the last voice.</summary>
    public static readonly TimeSpan Complete = TimeSpan.FromMilliseconds(224);

    /// <summary>When nothing was understood yet: the recogniser may be behind, or it was no speech.</summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromMilliseconds(600);

    /// <summary>After a word that needs another, such as "the" or "and": the person looks for it.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromMilliseconds(800);

    /// <summary>Inside a number that is said digit by digit: people breathe between groups, and read them from somewhere.</summary>
    public static readonly TimeSpan OpenNumber = TimeSpan.FromMilliseconds(1000);

    /// <summary>After "um": the person says that they are not done.</summary>
    public static readonly TimeSpan Filler = TimeSpan.FromMilliseconds(1200);

    /// <summary>No delay is longer: a person who says nothing for this long expects an answer.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromMilliseconds(1500);

    /// <inheritdoc/>
    public TimeSpan Delay(TurnContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var delay = ClauseEnd.Of(context.Partial) switch
        {
            ClauseEnding.Nothing => Unknown,
            ClauseEnding.Complete => SpokenNumber.MayGoOn(context) ? OpenNumber : Complete,
            ClauseEnding.Filler => Filler,
            _ => Open,
        };
        return delay < Cap ? delay : Cap;
    }
}
