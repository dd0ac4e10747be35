namespace Troupe.Conversation.Turns;

/// <summary>The times that the reducer goes by.</summary>
internal sealed record TurnPolicy
{
    /// <summary>How long a voice must last to interrupt, when no word was understood before.</summary>
    public TimeSpan BargeInAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an interrupted client may take to say how much was heard.</summary>
    public TimeSpan ClearTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an answer may make no progress before it is given up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its end an utterance counts as heard without a word from the client.</summary>
    public TimeSpan PlaybackGrace { get; init; } = TimeSpan.FromSeconds(1);
}
