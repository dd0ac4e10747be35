namespace Troupe.Conversation.Hearing;

/// <summary>
/// How long a pause must last before the turn is over, as a continuous function of the probability that the person is done: no small change of what was understood
/// makes a large change of the wait.
/// </summary>
/// <remarks>
/// Interpolates between the bounds of a profile on a logarithmic scale, <c>shortest * (longest / shortest)^(1 - probability)</c>: equal steps of probability multiply the wait
/// equally, since people judge durations by their ratio (Weber's law). Falls with the probability, and never changes by more than ln(longest / shortest) * longest
/// per unit of it: 52 ms per percent in the balanced profile.
/// What was learnt of the person raises the shortest wait to it and adds as much to the longest, up to <see cref="Cap"/>.
/// </remarks>
public sealed record EndOfTurnDelay
{
    /// <summary>No wait is longer, whatever was understood or learnt: a person who is silent for this long expects an answer.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(3);

    private EndOfTurnDelay(int shortest, int longest, int mostLearnt)
    {
        Shortest = TimeSpan.FromMilliseconds(shortest);
        Longest = TimeSpan.FromMilliseconds(longest);
        MostLearnt = TimeSpan.FromMilliseconds(mostLearnt);
    }

    /// <summary>The wait when the person is certainly done. A voice takes <see cref="HearingOptions.MinSilence"/> to end, which is then the wait if that is longer.</summary>
    public TimeSpan Shortest { get; }

    /// <summary>The wait when the person certainly goes on, before anything was learnt.</summary>
    public TimeSpan Longest { get; }

    /// <summary>The most that counts of what was learnt of the person.</summary>
    public TimeSpan MostLearnt { get; }

    /// <summary>The bounds of a profile.</summary>
    public static EndOfTurnDelay Of(EndOfTurnProfile profile) => profile switch
    {
        EndOfTurnProfile.Quick => new EndOfTurnDelay(150, 1200, 500),
        EndOfTurnProfile.Balanced => new EndOfTurnDelay(150, 2000, 900),
        EndOfTurnProfile.Patient => new EndOfTurnDelay(300, 2000, 1200),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Not a profile."),
    };

    /// <summary>The silence, counted from the last voice, after which the turn is over.</summary>
    /// <param name="probability">That the person is done; outside of 0 to 1 the nearest bound counts, and what is no number counts as 0.</param>
    /// <param name="learnt">The pause within a turn that this person is known for; zero when nothing was learnt.</param>
    public TimeSpan At(double probability, TimeSpan learnt)
    {
        var known = learnt < MostLearnt ? learnt : MostLearnt;
        var shortest = Math.Max(Shortest.TotalMilliseconds, known.TotalMilliseconds);
        var longest = Math.Min((Longest + known).TotalMilliseconds, Cap.TotalMilliseconds);
        var open = 1 - (probability > 0 ? Math.Min(probability, 1) : 0);
        return TimeSpan.FromMilliseconds(shortest * Math.Pow(longest / shortest, open));
    }
}
