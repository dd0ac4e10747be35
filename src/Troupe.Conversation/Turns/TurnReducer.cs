using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <summary>
/// Decides who speaks: a pure function from a state and a fact to the next state and what is to be done. All rules of turn-taking are here
/// and in its other half, which says how each kind of fact is met.
/// </summary>
/// <remarks>
/// What it keeps, whatever the order of facts: one answer at a time (an answer starts after the one before it ended), epochs only grow,
/// an answer that was cancelled stays cancelled, and without further facts the deadlines lead back to listening.
/// </remarks>
/// <param name="policy">The times that it goes by.</param>
internal sealed partial class TurnReducer(TurnPolicy policy)
{
    /// <summary>Meets a fact.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="now">When.</param>
    public TurnStep Reduce(TurnState state, TurnFact fact, MediaTime now)
    {
        var effects = new List<TurnEffect>();
        var next = Meet(state, fact, now, effects);
        if (next.Phase != state.Phase || fact is TurnFact.SessionOpened { Greet: false })
        {
            effects.Add(new TurnEffect.ReportState(next.Phase, next.Answer?.Turn));
        }

        return new TurnStep(next, effects);
    }

    private TurnState Meet(TurnState state, TurnFact fact, MediaTime now, List<TurnEffect> effects) => fact switch
    {
        TurnFact.SessionOpened { Greet: true } => Start(state, null, now, effects),
        TurnFact.SessionOpened => state,
        TurnFact.VoiceBegan began => OnVoiceBegan(state, began, effects),
        TurnFact.VoiceWentOn voice => OnVoiceWentOn(state, voice, now, effects),
        TurnFact.PartialHeard partial => OnPartial(state, partial, now, effects),
        TurnFact.VoiceEnded ended => OnVoiceEnded(state, ended, effects),
        TurnFact.MicrophoneClosed closed => OnMicrophoneClosed(state, closed, now, effects),
        TurnFact.TranscriptFinished finished => OnTranscript(state, finished, now, effects),
        TurnFact.MessageReceived message => OnMessage(state, new Question(message.Text, Written: true, now, null), now, effects),
        TurnFact.InterruptRequested => state.IsAnswering ? Interrupt(state, now, effects) : state,
        TurnFact.AnswerWentOn piece => OnAnswerWentOn(state, piece, now),
        TurnFact.AnswerMade made => OnAnswerMade(state, made, now, effects),
        TurnFact.PlaybackEnded ended => OnPlaybackEnded(state, ended, now, effects),
        TurnFact.SpeechCleared cleared => IsClearing(state, cleared.Epoch) ? End(state, TurnEndReason.Interrupted, now, effects) : state,
        TurnFact.DeadlinePassed => OnDeadline(state, now, effects),
        TurnFact.SessionClosing => Close(state, now, effects),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "Not a fact of turns."),
    };

    /// <summary>The presenter takes the floor.</summary>
    private TurnState Start(TurnState state, Question? asked, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not null)
        {
            effects.Add(new TurnEffect.AbandonRecognition());
        }

        var turn = asked is null ? (uint?)null : state.Turn + 1;
        var epoch = state.Epoch.Next;
        effects.Add(new TurnEffect.StartTurn(turn, epoch, asked));
        return state with
        {
            Phase = ConversationState.Thinking,
            Epoch = epoch,
            Turn = turn ?? state.Turn,
            Answer = new Answer(turn, epoch) { StalledBy = now + policy.StallTimeout },
            Asked = null,
            Voice = null,
            Transcribing = null,
            EndpointAt = null,
        };
    }

    /// <summary>The person takes the floor from the presenter.</summary>
    private TurnState Interrupt(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        var answer = state.Answer!;
        effects.Add(new TurnEffect.CancelTurn(answer.Epoch));
        effects.Add(new TurnEffect.ClearClient(answer.Turn, answer.Epoch));
        return answer.Audible
            ? state with { Phase = ConversationState.Interrupted, Answer = answer with { ClearBy = now + policy.ClearTimeout, HeardBy = null, StalledBy = null } }
            : End(state, TurnEndReason.Interrupted, now, effects);
    }

    /// <summary>The answer is over: the floor goes to whoever waits for it.</summary>
    private TurnState End(TurnState state, TurnEndReason reason, MediaTime now, List<TurnEffect> effects)
    {
        effects.Add(new TurnEffect.EndTurn(state.Answer!.Turn, state.Answer.Epoch, reason));
        state = state with { Answer = null };
        return state.Asked is { Written: true } waiting
            ? Start(state, waiting with { Decided = now > waiting.Spoken ? now : null }, now, effects)
            : Rest(state);
    }

    /// <summary>Nobody answers: the state says what the person does.</summary>
    private static TurnState Rest(TurnState state) => state with
    {
        Phase = state.EndpointAt is null && state.Transcribing is null ? ConversationState.Listening : ConversationState.Endpointing,
    };

    private TurnState Close(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not null)
        {
            effects.Add(new TurnEffect.AbandonRecognition());
        }

        state = state with { Voice = null, EndpointAt = null, Transcribing = null, Asked = null };
        if (state.Answer is not { } answer)
        {
            return Rest(state);
        }

        if (answer.ClearBy is null)
        {
            effects.Add(new TurnEffect.CancelTurn(answer.Epoch));
        }

        return End(state, TurnEndReason.Interrupted, now, effects);
    }

    private static bool IsClearing(TurnState state, Epoch epoch) => state.Answer is { ClearBy: not null } answer && answer.Epoch == epoch;
}

/// <summary>What a fact led to.</summary>
/// <param name="State">The state after.</param>
/// <param name="Effects">What is to be done, in order.</param>
internal readonly record struct TurnStep(TurnState State, IReadOnlyList<TurnEffect> Effects);
