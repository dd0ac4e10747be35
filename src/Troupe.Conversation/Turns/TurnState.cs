using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <summary>Who speaks, and what is waited for. Immutable; changed by <see cref="TurnReducer"/> only.</summary>
internal sealed record TurnState
{
    /// <summary>The state as clients see it.</summary>
    public ConversationState Phase { get; init; } = ConversationState.Listening;

    /// <summary>The newest epoch that was given to an answer.</summary>
    public Epoch Epoch { get; init; }

    /// <summary>The number of the last turn.</summary>
    public uint Turn { get; init; }

    /// <summary>The answer that is being made, heard or cleared; null when it is the person's turn.</summary>
    public Answer? Answer { get; init; }

    /// <summary>The stretch of speech that is being recognised.</summary>
    public PersonVoice? Voice { get; init; }

    /// <summary>Number of the recognition whose final words are awaited, or null.</summary>
    public uint? Transcribing { get; init; }

    /// <summary>The number of the last recognition.</summary>
    public uint Recognition { get; init; }

    /// <summary>What the person has said and not been answered yet.</summary>
    public Question? Asked { get; init; }

    /// <summary>When the person counts as done.</summary>
    public MediaTime? EndpointAt { get; init; }

    /// <summary>When the next thing happens if nothing else does: send <see cref="TurnFact.DeadlinePassed"/> then.</summary>
    public MediaTime? Deadline => Earliest(
        IsPersonsTurn && Transcribing is null ? EndpointAt : null,
        Answer?.ClearBy,
        Answer?.HeardBy,
        Answer?.StalledBy);

    internal bool IsPersonsTurn => Phase is ConversationState.Listening or ConversationState.Endpointing;

    internal bool IsAnswering => Phase is ConversationState.Thinking or ConversationState.Speaking;

    private static MediaTime? Earliest(params ReadOnlySpan<MediaTime?> times)
    {
        MediaTime? earliest = null;
        foreach (var time in times)
        {
            earliest = earliest is null || time < earliest ? time ?? earliest : earliest;
        }

        return earliest;
    }
}

/// <summary>An answer on its way.</summary>
/// <param name="Turn">The turn, or null for the greeting.</param>
/// <param name="Epoch">Epoch of all that it says.</param>
internal sealed record Answer(uint? Turn, Epoch Epoch)
{
    /// <summary>Whether audio of it was sent.</summary>
    public bool Audible { get; init; }

    /// <summary>Whether an engine failed before it was complete.</summary>
    public bool Failed { get; init; }

    /// <summary>Whether the client said that the whole utterance was heard.</summary>
    public bool Heard { get; init; }

    /// <summary>When it counts as heard without a word from the client; null until all of it was sent.</summary>
    public MediaTime? HeardBy { get; init; }

    /// <summary>When it is given up for lack of progress; null once it is made or interrupted.</summary>
    public MediaTime? StalledBy { get; init; }

    /// <summary>When the client counts as silent without a word from it; null unless interrupted.</summary>
    public MediaTime? ClearBy { get; init; }
}

/// <summary>A stretch of the person's speech.</summary>
/// <param name="Began">The first voice.</param>
internal sealed record PersonVoice(MediaTime Began)
{
    /// <summary>The last voice, once the person fell silent.</summary>
    public MediaTime? Ended { get; init; }

    /// <summary>What was understood so far.</summary>
    public string Partial { get; init; } = "";
}
