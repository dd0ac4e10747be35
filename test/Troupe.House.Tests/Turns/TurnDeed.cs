using Troupe.Conversation.Turns;

namespace Troupe.House.Tests.Turns;

/// <summary>What effects are, in words.</summary>
internal static class TurnDeed
{
    /// <summary>An effect in words; null for reports of the state, of voices and of words, which tell and change nothing.</summary>
    public static string? Of(TurnEffect effect) => effect switch
    {
        TurnEffect.FinishRecognition => "ask for the final words",
        TurnEffect.AbandonRecognition => "forget the voice",
        TurnEffect.PrepareTurn => "prepare an answer",
        TurnEffect.DropTurn => "drop the prepared answer",
        TurnEffect.StartTurn { Guess: not null } => "release the prepared answer",
        TurnEffect.StartTurn { Kind: UtteranceKind.Greeting } => "greet",
        TurnEffect.StartTurn { Kind: UtteranceKind.Prompt } => "ask who is there",
        TurnEffect.StartTurn { Kind: UtteranceKind.Direction } => "say the text",
        TurnEffect.StartTurn => "begin an answer",
        TurnEffect.DuckClient => "get quieter",
        TurnEffect.RestoreClient => "get louder",
        TurnEffect.SuspendTurn => "stop for now",
        TurnEffect.ResumeTurn => "go on in another epoch",
        TurnEffect.CancelTurn => "stop for good",
        TurnEffect.ReportStall => "report the failure",
        TurnEffect.EndTurn { TakenBack: true } => "take the question back",
        TurnEffect.EndTurn end => "end: " + end.Reason.ToString().ToLowerInvariant(),
        _ => null,
    };
}
