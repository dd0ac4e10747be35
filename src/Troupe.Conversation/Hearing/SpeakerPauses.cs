namespace Troupe.Conversation.Hearing;

/// <summary>What a session has learnt of the pauses that a person makes inside a turn. Immutable; starts as nothing known.</summary>
/// <remarks>
/// Follows the upper range of those pauses with an exponential average that rises faster than it falls. A pause counts as much as it was taken for an end: one after "um" was expected
/// and says little of how long this person is silent after a finished clause.
/// </remarks>
public sealed record SpeakerPauses
{
    /// <summary>Share of the way to a longer pause that one pause makes: after two like it, what is learnt is within a tenth of it.</summary>
    public const double Rise = 0.7;

    /// <summary>Share of the way back that a shorter pause, or a turn without a pause, makes: it takes four to five turns to halve.</summary>
    public const double Fall = 0.15;

    /// <summary>The next pause is waited for a quarter longer than the last: pauses of one speaker vary about that much around their usual length.</summary>
    public const double Margin = 1.25;

    /// <summary>The silence that this person may need after a clause that sounds finished; zero at first, and at most <see cref="Margin"/> times <see cref="EndOfTurnDelay.Cap"/>.</summary>
    public TimeSpan Learnt { get; init; }

    /// <summary>Whether the person paused in the turn that is being spoken.</summary>
    public bool Paused { get; init; }

    /// <summary>The person went on after a pause, whether it had been taken for the end or not.</summary>
    /// <param name="pause">From the last voice to the next; one longer than <see cref="EndOfTurnDelay.Cap"/> is no pause but the end of a turn, and is not learnt.</param>
    /// <param name="probability">How likely the end seemed in that pause, from 0 to 1.</param>
    public SpeakerPauses WentOn(TimeSpan pause, double probability)
    {
        if (pause <= TimeSpan.Zero || pause > EndOfTurnDelay.Cap)
        {
            return this;
        }

        var target = pause * Margin;
        var rate = (target > Learnt ? Rise : Fall) * Math.Clamp(probability, 0, 1);
        return new SpeakerPauses { Learnt = Learnt + ((target - Learnt) * rate), Paused = true };
    }

    /// <summary>The turn is over. One without pauses lowers what was learnt.</summary>
    public SpeakerPauses TurnEnded() => new() { Learnt = Paused ? Learnt : Learnt * (1 - Fall) };
}
