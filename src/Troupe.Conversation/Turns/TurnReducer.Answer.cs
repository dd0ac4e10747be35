using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <content>How the answer goes on and comes to its end.</content>
internal sealed partial class TurnReducer
{
    private TurnState OnAnswerWentOn(TurnState state, TurnFact.AnswerWentOn piece, MediaTime now)
    {
        if (state.Answer is not { } answer || answer.Epoch != piece.Epoch)
        {
            return state;
        }

        answer = answer with { IsRead = answer.IsRead || piece.Read };
        if (!state.IsAnswering || answer.StalledBy is null)
        {
            return state with { Answer = answer };
        }

        return state with
        {
            Phase = piece.Audible ? ConversationState.Speaking : state.Phase,
            Answer = answer with { AudibleAt = answer.AudibleAt ?? (piece.Audible ? now : null), StalledBy = now + policy.StallTimeout },
        };
    }

    private TurnState OnAnswerMade(TurnState state, TurnFact.AnswerMade made, MediaTime now, List<TurnEffect> effects)
    {
        if (!state.IsAnswering || state.Answer!.Epoch != made.Epoch)
        {
            return state;
        }

        var answer = state.Answer with { Failed = made.Failed, HeardBy = made.PlaybackEnds + policy.PlaybackGrace, StalledBy = null };
        state = state with { Answer = answer };
        return answer.Heard || answer.HeardBy is null ? EndHeard(state, now, effects) : state;
    }

    /// <summary>A client that plays later than it was sent to, as after a stall of its line, is waited for as long as its sound moves on.</summary>
    private TurnState OnPlaybackMoved(TurnState state, TurnFact.PlaybackMoved moved)
    {
        if (!state.IsAnswering || state.Answer!.Epoch != moved.Epoch || state.Answer.HeardBy is not { } heardBy)
        {
            return state;
        }

        var (ends, stalled) = (moved.Ends + policy.PlaybackGrace, moved.Moved + policy.StallTimeout);
        var until = ends < stalled ? ends : stalled;
        return until > heardBy ? state with { Answer = state.Answer with { HeardBy = until } } : state;
    }

    private TurnState OnPlaybackEnded(TurnState state, TurnFact.PlaybackEnded ended, MediaTime now, List<TurnEffect> effects)
    {
        if (!state.IsAnswering || state.Answer!.Epoch != ended.Epoch)
        {
            return state;
        }

        state = state with { Answer = state.Answer with { Heard = true } };
        return state.Answer.HeardBy is null ? state : EndHeard(state, now, effects);
    }

    private TurnState EndHeard(TurnState state, MediaTime now, List<TurnEffect> effects) =>
        End(state, state.Answer!.Failed ? TurnEndReason.Failed : TurnEndReason.Completed, now, effects);

    private TurnState GiveUp(TurnState state, Answer stuck, MediaTime now, List<TurnEffect> effects)
    {
        effects.Add(new TurnEffect.CancelTurn(stuck.Epoch));
        effects.Add(new TurnEffect.ReportStall(stuck.Epoch));
        return End(state, TurnEndReason.Failed, now, effects);
    }
}
