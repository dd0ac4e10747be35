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

    /// <summary>Whether the client was told that the person speaks.</summary>
    public bool IsVoiceReported { get; init; }

    /// <summary>Whether the person holds the floor by a key, whatever the pauses.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The person let the key go then, or closed the microphone: what they had said by then is complete, whatever its words.</summary>
    public MediaTime? WholeUntil { get; init; }

    /// <summary>Number of the recognition whose final words are awaited, or null.</summary>
    public uint? Transcribing { get; init; }

    /// <summary>The number of the last recognition.</summary>
    public uint Recognition { get; init; }

    /// <summary>What the person has said and not been answered yet.</summary>
    public Question? Asked { get; init; }

    /// <summary>What the presenter is to say as it stands, as soon as it has stopped what it says.</summary>
    public Saying? ToSay { get; init; }

    /// <summary>When the person counts as done.</summary>
    public MediaTime? EndpointAt { get; init; }

    /// <summary>The answer that was begun before the person counted as done.</summary>
    public Guess? Guess { get; init; }

    /// <summary>Number of the last guess.</summary>
    public uint Guesses { get; init; }

    /// <summary>Guesses that were dropped.</summary>
    public int Dropped { get; init; }

    /// <summary>When the next thing happens if nothing else does: send <see cref="TurnFact.DeadlinePassed"/> then.</summary>
    public MediaTime? Deadline => Earliest(
        IsPersonsTurn && Transcribing is null && !IsHeld ? EndpointAt : null,
        Answer?.ClearBy,
        Answer?.HeardBy,
        Answer?.StalledBy,
        Answer?.DecideBy ?? Answer?.Stop?.ResumeBy);

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

/// <summary>What the presenter says.</summary>
internal enum UtteranceKind
{
    /// <summary>An answer to the person: a turn.</summary>
    Reply,

    /// <summary>The greeting.</summary>
    Greeting,

    /// <summary>The question whether anybody is there.</summary>
    Prompt,

    /// <summary>What somebody has it say who directs it.</summary>
    Direction,
}

/// <summary>An answer on its way.</summary>
/// <param name="Turn">The turn, or null for what answers nobody.</param>
/// <param name="Epoch">Epoch of what it says at present.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Answer(uint? Turn, Epoch Epoch, UtteranceKind Kind)
{
    /// <summary>What it answers; null when it answers nobody.</summary>
    public Question? Asked { get; init; }

    /// <summary>When the first audio of it was sent.</summary>
    public MediaTime? AudibleAt { get; init; }

    /// <summary>Whether some of it can be read, and none of it will be heard.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether audio of it was sent.</summary>
    public bool Audible => AudibleAt is not null;

    /// <summary>Whether the client plays it quieter.</summary>
    public bool Ducked { get; init; }

    /// <summary>Whether an engine failed before it was complete.</summary>
    public bool Failed { get; init; }

    /// <summary>Whether the client said that the whole utterance was heard.</summary>
    public bool Heard { get; init; }

    /// <summary>When it counts as heard without a word from the client; null until all of it was sent.</summary>
    public MediaTime? HeardBy { get; init; }

    /// <summary>When it is given up for lack of progress; null once it is made or stopped.</summary>
    public MediaTime? StalledBy { get; init; }

    /// <summary>When the client counts as silent without a word from it; null unless it was told to clear.</summary>
    public MediaTime? ClearBy { get; init; }

    /// <summary>When the voice over it counts as nothing without words from the recogniser; null unless that voice fell silent.</summary>
    public MediaTime? DecideBy { get; init; }

    /// <summary>That it was stopped; null while it goes on.</summary>
    public Stop? Stop { get; init; }
}

/// <summary>An answer stopped in the middle.</summary>
/// <param name="ResumeBy">When it is over at last, unless the voice fell silent before and its words are waited for; null once that is decided.</param>
/// <param name="Verdict">What the voice that stopped it turned out to be.</param>
internal sealed record Stop(MediaTime? ResumeBy, StopVerdict Verdict);

/// <summary>What a voice that stopped the presenter turned out to be.</summary>
internal enum StopVerdict
{
    /// <summary>Not known yet.</summary>
    Open,

    /// <summary>No interruption: the presenter goes on.</summary>
    False,

    /// <summary>An interruption: the floor is the person's.</summary>
    True,
}

/// <summary>A stretch of the person's speech.</summary>
/// <param name="Began">The first voice.</param>
internal sealed record PersonVoice(MediaTime Began)
{
    /// <summary>The last voice, once the person fell silent.</summary>
    public MediaTime? Ended { get; init; }

    /// <summary>What was understood so far.</summary>
    public string Partial { get; init; } = "";

    /// <summary>What that is, said over the presenter.</summary>
    public InterjectionKind Kind { get; init; }

    /// <summary>Whether it began while the presenter had the floor and nobody had asked for it otherwise: then it may be no more than a cough.</summary>
    public bool IsOver { get; init; }
}

/// <summary>An answer that was begun in a pause.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">What it answers: all that the person had said by then.</param>
internal sealed record Guess(uint Number, string Text);

/// <summary>What somebody who directs the presenter has it say.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Read">Whether it is text that nobody speaks.</param>
internal sealed record Saying(string Text, bool Read);
