using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <summary>Something that is to be done because the state changed. Carried out in order.</summary>
internal abstract record TurnEffect
{
    private TurnEffect()
    {
    }

    /// <summary>Tell the client the state.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Turn">The turn it belongs to, if any.</param>
    public sealed record ReportState(ConversationState State, uint? Turn) : TurnEffect;

    /// <summary>Tell the client that the person began or stopped to speak.</summary>
    /// <param name="Speaking">Whether the person speaks.</param>
    public sealed record ReportVoice(bool Speaking) : TurnEffect;

    /// <summary>Tell the client what was understood so far.</summary>
    /// <param name="Turn">The turn that it will be.</param>
    /// <param name="Text">The whole text so far.</param>
    public sealed record ReportPartial(uint Turn, string Text) : TurnEffect;

    /// <summary>Ask the recogniser for the final words; <see cref="TurnFact.TranscriptFinished"/> answers.</summary>
    /// <param name="Recognition">Number of the recognition, returned with the words.</param>
    public sealed record FinishRecognition(uint Recognition) : TurnEffect;

    /// <summary>Forget the speech that is being recognised.</summary>
    public sealed record AbandonRecognition : TurnEffect;

    /// <summary>Begin an answer that nobody hears before <see cref="StartTurn"/> names it.</summary>
    /// <param name="Guess">Its number.</param>
    /// <param name="Text">What it answers.</param>
    public sealed record PrepareTurn(uint Guess, string Text) : TurnEffect;

    /// <summary>Give up an answer that was begun in vain.</summary>
    /// <param name="Guess">Its number.</param>
    public sealed record DropTurn(uint Guess) : TurnEffect;

    /// <summary>Begin an answer, or let one be heard that was begun.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Epoch of what it says.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Asked">What is answered, or null for what answers nobody.</param>
    /// <param name="Guess">Number of the answer that was begun, or null to begin one.</param>
    /// <param name="Text">What is said as it stands, or null for what is written or known.</param>
    public sealed record StartTurn(uint? Turn, Epoch Epoch, UtteranceKind Kind, Question? Asked, uint? Guess = null, string? Text = null) : TurnEffect;

    /// <summary>Tell the client to play an answer quieter.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record DuckClient(uint? Turn, Epoch Epoch) : TurnEffect;

    /// <summary>Tell the client to play an answer at full level again.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record RestoreClient(uint? Turn, Epoch Epoch) : TurnEffect;

    /// <summary>Stop an answer so that it can go on: nothing of its epoch is sent any more.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record SuspendTurn(Epoch Epoch) : TurnEffect;

    /// <summary>Let a stopped answer go on where it was stopped.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Epoch of what follows.</param>
    public sealed record ResumeTurn(uint? Turn, Epoch Epoch) : TurnEffect;

    /// <summary>Stop making an answer: nothing of its epoch is sent any more.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record CancelTurn(Epoch Epoch) : TurnEffect;

    /// <summary>Tell the client that the answer got stuck.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record ReportStall(Epoch Epoch) : TurnEffect;

    /// <summary>Tell the client to drop what it has of an answer.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="Resumable">Whether the answer may go on.</param>
    public sealed record ClearClient(uint? Turn, Epoch Epoch, bool Resumable) : TurnEffect;

    /// <summary>The exchange is over: settle what was heard.</summary>
    /// <param name="Turn">The turn, or null for what answers nobody.</param>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="Reason">How it ended.</param>
    /// <param name="TakenBack">Whether the person went on before they can have reacted to the answer: the question belongs to what follows.</param>
    public sealed record EndTurn(uint? Turn, Epoch Epoch, TurnEndReason Reason, bool TakenBack = false) : TurnEffect;
}

/// <summary>What a turn answers.</summary>
/// <param name="Text">The person's words.</param>
/// <param name="Written">Whether they were written rather than spoken.</param>
/// <param name="Spoken">The last voice, or the arrival of the written message.</param>
/// <param name="Decided">When it was decided that the person is done; null when a written message was answered at once.</param>
internal sealed record Question(string Text, bool Written, MediaTime Spoken, MediaTime? Decided);
