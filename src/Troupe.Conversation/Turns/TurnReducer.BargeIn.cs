using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <content>
/// A voice over the presenter's. In two steps: the presenter gets quieter at once; then it stops, when the voice lasts or says words, or gets louder again, when it was
/// nothing. What stopped the presenter may still turn out to be nothing: then it goes on where it was stopped.
/// </content>
internal sealed partial class TurnReducer
{
    private TurnState OnVoiceOver(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Answer is not { } answer)
        {
            return Rest(state);
        }

        if (answer.Stop is { Verdict: StopVerdict.False } stop)
        {
            // Another voice, before the presenter went on.
            return state with { Answer = answer with { Stop = stop with { Verdict = StopVerdict.Open, ResumeBy = now + policy.ResumeWithin } } };
        }

        if (!CanStop(state))
        {
            return state;
        }

        return policy.Of(answer.Kind) == BargeInPolicy.Eager ? Stop(state, StopVerdict.Open, now, effects) : Duck(state, answer, effects);
    }

    private static TurnState Duck(TurnState state, Answer answer, List<TurnEffect> effects)
    {
        if (!answer.Audible || answer.Ducked)
        {
            return state;
        }

        effects.Add(new TurnEffect.DuckClient(answer.Turn, answer.Epoch));
        return state with { Answer = answer with { Ducked = true } };
    }

    /// <summary>Whether a voice can stop the presenter.</summary>
    private bool CanStop(TurnState state) => state.IsAnswering && policy.Of(state.Answer!.Kind) != BargeInPolicy.Never;

    /// <summary>How long a voice over the presenter may last.</summary>
    private TimeSpan Patience(PersonVoice voice) => voice.Kind == InterjectionKind.Backchannel ? policy.BackchannelWithin : policy.BargeInAfter;

    /// <summary>A voice over the presenter fell silent: its words are waited for, but not for long.</summary>
    private TurnState Doubt(TurnState state, MediaTime now) =>
        policy.Of(state.Answer!.Kind) == BargeInPolicy.Never || state.Answer.Stop is { Verdict: not StopVerdict.Open }
            ? state
            : state with { Answer = state.Answer with { DecideBy = now + policy.DecideWithin } };

    /// <summary>A voice that began over the presenter's fell silent, and what it said is known as far as it will be: an interruption, or nothing.</summary>
    private TurnState Judge(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        var isInterruption = state.Voice is { Kind: InterjectionKind.Words } or { IsOver: false };
        if (state.Answer is { } doubted)
        {
            state = state with { Answer = doubted with { DecideBy = null } };
        }

        if (isInterruption)
        {
            return CanStop(state) || state.Answer?.Stop is { Verdict: StopVerdict.Open } ? Yield(state, now, effects) : state;
        }

        if (state.Voice is not null)
        {
            effects.Add(new TurnEffect.AbandonRecognition());
            state = Drop(state, effects) with { Voice = null, EndpointAt = null };
        }

        return state.Answer switch
        {
            // What was taken back for this voice is answered after all.
            null => Reply(state, now, effects),
            { Stop: { Verdict: StopVerdict.Open } stop } answer =>
                Settle(state with { Answer = answer with { Stop = stop with { Verdict = StopVerdict.False, ResumeBy = null } } }, now, effects),
            { Ducked: true } answer => Restore(state, answer, effects),
            _ => state,
        };
    }

    private static TurnState Restore(TurnState state, Answer answer, List<TurnEffect> effects)
    {
        effects.Add(new TurnEffect.RestoreClient(answer.Turn, answer.Epoch));
        return state with { Answer = answer with { Ducked = false } };
    }

    /// <summary>The presenter gives the floor away for good, if it has it.</summary>
    private TurnState Yield(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        if (state.IsAnswering)
        {
            return Stop(state, StopVerdict.True, now, effects);
        }

        if (state.Answer is not { Stop: { Verdict: not StopVerdict.True } stop } answer)
        {
            return state;
        }

        effects.Add(new TurnEffect.CancelTurn(answer.Epoch));
        return Settle(state with { Answer = answer with { DecideBy = null, Stop = stop with { Verdict = StopVerdict.True, ResumeBy = null } } }, now, effects);
    }

    private TurnState Stop(TurnState state, StopVerdict verdict, MediaTime now, List<TurnEffect> effects)
    {
        var answer = state.Answer!;
        var isOpen = verdict == StopVerdict.Open;
        effects.Add(isOpen ? new TurnEffect.SuspendTurn(answer.Epoch) : new TurnEffect.CancelTurn(answer.Epoch));
        effects.Add(new TurnEffect.ClearClient(answer.Turn, answer.Epoch, isOpen));
        answer = answer with
        {
            Ducked = false,
            HeardBy = null,
            StalledBy = null,
            ClearBy = answer.Audible ? now + policy.ClearTimeout : null,
            DecideBy = isOpen ? answer.DecideBy : null,
            Stop = new Stop(isOpen ? now + policy.ResumeWithin : null, verdict),
        };
        return Settle(state with { Phase = ConversationState.Interrupted, Answer = answer }, now, effects);
    }

    private TurnState OnCleared(TurnState state, TurnFact.SpeechCleared cleared, MediaTime now, List<TurnEffect> effects) =>
        state.Answer is { ClearBy: not null } answer && answer.Epoch == cleared.Epoch
            ? Settle(state with { Answer = answer with { ClearBy = null } }, now, effects)
            : state;

    /// <summary>The presenter is silent, and what stopped it is known: it is over, or it goes on.</summary>
    private TurnState Settle(TurnState state, MediaTime now, List<TurnEffect> effects) => state.Answer switch
    {
        { ClearBy: null, Stop.Verdict: StopVerdict.True } answer => HandOver(state, answer, now, effects),
        { ClearBy: null, Stop.Verdict: StopVerdict.False } answer => Resume(state, answer, now, effects),
        _ => state,
    };

    private TurnState HandOver(TurnState state, Answer answer, MediaTime now, List<TurnEffect> effects)
    {
        // Who went on before they can have reacted to anything that was heard or read was not done: the rest belongs to the same question.
        var takenBack = state is { Voice: { } voice, Asked: null, ToSay: null } && answer is { Asked.Written: false, IsRead: false } && !(answer.AudibleAt + TurnPolicy.Reaction <= voice.Began);
        state = End(state, TurnEndReason.Interrupted, now, effects, takenBack);
        if (state is { Answer: null, Voice.Partial: { Length: > 0 } partial })
        {
            effects.Add(new TurnEffect.ReportPartial(state.Turn + 1, Join(state.Asked?.Text, partial)));
        }

        return state;
    }

    private TurnState Resume(TurnState state, Answer answer, MediaTime now, List<TurnEffect> effects)
    {
        var epoch = state.Epoch.Next;
        effects.Add(new TurnEffect.ResumeTurn(answer.Turn, epoch));
        return state with
        {
            Phase = answer.Audible ? ConversationState.Speaking : ConversationState.Thinking,
            Epoch = epoch,
            Answer = answer with { Epoch = epoch, Stop = null, Heard = false, StalledBy = now + policy.StallTimeout },
        };
    }
}
