using Troupe.Contracts;
using Troupe.Conversation.Turns;

namespace Troupe.House.Tests.Turns;

/// <summary>Where turn-taking stands: a state as clients see it, or a part of one that matters to people.</summary>
internal enum TurnPlace
{
    Listening,
    Held,
    Endpointing,
    Prepared,
    Transcribing,
    Thinking,
    Speaking,
    Ducked,
    Open,
    Resuming,
    Yielding,
}

/// <summary>What the places are called, and which state of the reducer is in which.</summary>
internal static class TurnPlaces
{
    /// <summary>The place of a state.</summary>
    public static TurnPlace Of(TurnState state) => state switch
    {
        { IsPersonsTurn: true, IsHeld: true } => TurnPlace.Held,
        { Phase: ConversationState.Endpointing, Transcribing: not null } => TurnPlace.Transcribing,
        { Phase: ConversationState.Endpointing, Guess: not null } => TurnPlace.Prepared,
        { Phase: ConversationState.Endpointing } => TurnPlace.Endpointing,
        { Phase: ConversationState.Listening } => TurnPlace.Listening,
        { Phase: ConversationState.Thinking } => TurnPlace.Thinking,
        { Phase: ConversationState.Speaking, Answer.Ducked: true } => TurnPlace.Ducked,
        { Phase: ConversationState.Speaking } => TurnPlace.Speaking,
        { Answer.Stop.Verdict: StopVerdict.Open } => TurnPlace.Open,
        { Answer.Stop.Verdict: StopVerdict.False } => TurnPlace.Resuming,
        _ => TurnPlace.Yielding,
    };

    /// <summary>Whose turn it is there.</summary>
    public static string SideOf(TurnPlace place) => place switch
    {
        < TurnPlace.Thinking => "the person's turn",
        < TurnPlace.Open => "the presenter's turn",
        _ => "interrupted",
    };

    /// <summary>The state that clients are told there.</summary>
    public static ConversationState StateOf(TurnPlace place) => place switch
    {
        TurnPlace.Listening or TurnPlace.Held => ConversationState.Listening,
        TurnPlace.Endpointing or TurnPlace.Prepared or TurnPlace.Transcribing => ConversationState.Endpointing,
        TurnPlace.Thinking => ConversationState.Thinking,
        TurnPlace.Speaking or TurnPlace.Ducked => ConversationState.Speaking,
        _ => ConversationState.Interrupted,
    };

    /// <summary>A few words for a picture.</summary>
    public static string NameOf(TurnPlace place) => place switch
    {
        TurnPlace.Listening => "listening",
        TurnPlace.Held => "key held",
        TurnPlace.Endpointing => "pause",
        TurnPlace.Prepared => "pause, answer prepared",
        TurnPlace.Transcribing => "final words awaited",
        TurnPlace.Thinking => "thinking",
        TurnPlace.Speaking => "speaking",
        TurnPlace.Ducked => "speaking, ducked",
        TurnPlace.Open => "stopped, open",
        TurnPlace.Resuming => "stopped, to go on",
        _ => "stopped for good",
    };

    /// <summary>A sentence for a reader.</summary>
    public static string MeaningOf(TurnPlace place) => place switch
    {
        TurnPlace.Listening => "Nobody speaks, or the person does.",
        TurnPlace.Held => "The person holds the key of push-to-talk: no pause ends their turn. Clients see `endpointing` while words said before it are awaited.",
        TurnPlace.Endpointing => "The person fell silent and may be done.",
        TurnPlace.Prepared => "The same, and an answer to the words so far is being made, unheard.",
        TurnPlace.Transcribing => "The person counts as done; the recogniser owes the final words.",
        TurnPlace.Thinking => "An answer is being made and nothing of it is heard.",
        TurnPlace.Speaking => "The presenter speaks.",
        TurnPlace.Ducked => "The presenter speaks more quietly, because there is a voice over it.",
        TurnPlace.Open => "The presenter is silent; whether it was an interruption is not decided.",
        TurnPlace.Resuming => "It was none: the presenter goes on once the client is silent and has said how much was heard.",
        _ => "It was one: the turn ends once the client is silent and has said how much was heard.",
    };
}
