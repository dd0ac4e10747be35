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

    /// <summary>Begin an answer.</summary>
    /// <param name="Turn">The turn, or null for the greeting.</param>
    /// <param name="Epoch">Epoch of all that it says.</param>
    /// <param name="Asked">What is answered, or null for the greeting.</param>
    public sealed record StartTurn(uint? Turn, Epoch Epoch, Question? Asked) : TurnEffect;

    /// <summary>Stop making an answer: nothing of its epoch is sent any more.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record CancelTurn(Epoch Epoch) : TurnEffect;

    /// <summary>Tell the client that the answer got stuck.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record ReportStall(Epoch Epoch) : TurnEffect;

    /// <summary>Tell the client to drop what it has of an answer.</summary>
    /// <param name="Turn">The turn, or null for the greeting.</param>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record ClearClient(uint? Turn, Epoch Epoch) : TurnEffect;

    /// <summary>The exchange is over: settle what was heard.</summary>
    /// <param name="Turn">The turn, or null for the greeting.</param>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="Reason">How it ended.</param>
    public sealed record EndTurn(uint? Turn, Epoch Epoch, TurnEndReason Reason) : TurnEffect;
}

/// <summary>What a turn answers.</summary>
/// <param name="Text">The person's words.</param>
/// <param name="Written">Whether they were written rather than spoken.</param>
/// <param name="Spoken">The last voice, or the arrival of the written message.</param>
/// <param name="Decided">When it was decided that the person is done; null when a written message was answered at once.</param>
internal sealed record Question(string Text, bool Written, MediaTime Spoken, MediaTime? Decided);
