namespace Troupe.Conversation.Hearing;

/// <summary>Judges during a pause whether the person is done. Pure: it holds no timers and no state; <see cref="EndOfTurnDelay"/> turns what it says into a wait.</summary>
public interface ITurnDetector
{
    /// <summary>The probability that the person is done, from 0 to 1. Asked again whenever the context changes.</summary>
    double EndProbability(TurnContext context);
}

/// <summary>What is known about the turn during a pause.</summary>
/// <param name="Partial">What was understood so far; empty when nothing was.</param>
public sealed record TurnContext(string Partial)
{
    /// <summary>What the presenter said last, or null before it spoke: a question about a number tells that digits follow.</summary>
    public string? Said { get; init; }
}
