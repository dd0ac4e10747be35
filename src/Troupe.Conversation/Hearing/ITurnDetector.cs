namespace Troupe.Conversation.Hearing;

/// <summary>Decides how long a pause must last before the person's turn is over. Pure: it holds no timers and no state.</summary>
public interface ITurnDetector
{
    /// <summary>The silence, counted from the last voice, after which the turn is over. Asked again whenever the context changes.</summary>
    TimeSpan Delay(TurnContext context);
}

/// <summary>What is known about the turn during a pause.</summary>
/// <param name="Partial">What was understood so far; empty when nothing was.</param>
public sealed record TurnContext(string Partial)
{
    /// <summary>What the presenter said last, or null before it spoke: a question about a number tells that digits follow.</summary>
    public string? Said { get; init; }
}
