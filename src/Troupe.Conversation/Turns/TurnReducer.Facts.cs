using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <content>How each kind of fact is met.</content>
internal sealed partial class TurnReducer
{
    private static TurnState OnVoiceBegan(TurnState state, TurnFact.VoiceBegan began, List<TurnEffect> effects)
    {
        if (state.Voice is { Ended: null })
        {
            return state;
        }

        // After a pause shorter than the end of turn the same stretch of speech goes on.
        effects.Add(new TurnEffect.ReportVoice(Speaking: true));
        state = state with { Voice = state.Voice is { } paused ? paused with { Ended = null } : new PersonVoice(began.At), EndpointAt = null };
        return state.IsPersonsTurn ? Rest(state) : state;
    }

    private TurnState OnVoiceWentOn(TurnState state, TurnFact.VoiceWentOn voice, MediaTime now, List<TurnEffect> effects) =>
        state.IsAnswering && state.Voice is { Ended: null } heard && voice.LastVoice - heard.Began >= policy.BargeInAfter
            ? Interrupt(state, now, effects)
            : state;

    private TurnState OnPartial(TurnState state, TurnFact.PartialHeard partial, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not { } voice)
        {
            return state;
        }

        effects.Add(new TurnEffect.ReportPartial(state.Turn + 1, Join(state.Asked?.Text, partial.Text)));
        state = state with { Voice = voice with { Partial = partial.Text }, EndpointAt = voice.Ended + partial.Wait };
        return state.IsAnswering && RealWord.IsIn(partial.Text) ? Interrupt(state, now, effects) : state;
    }

    private static TurnState OnVoiceEnded(TurnState state, TurnFact.VoiceEnded ended, List<TurnEffect> effects)
    {
        if (state.Voice is not { Ended: null } voice)
        {
            return state;
        }

        effects.Add(new TurnEffect.ReportVoice(Speaking: false));
        if (state.IsAnswering)
        {
            // Too short to interrupt: a cough, or agreement with what is being said.
            effects.Add(new TurnEffect.AbandonRecognition());
            return state with { Voice = null };
        }

        state = state with { Voice = voice with { Ended = ended.LastVoice }, EndpointAt = ended.LastVoice + ended.Wait };
        return state.IsPersonsTurn ? Rest(state) : state;
    }

    private static TurnState OnMicrophoneClosed(TurnState state, TurnFact.MicrophoneClosed closed, MediaTime now, List<TurnEffect> effects) => state.Voice switch
    {
        null => state,
        { Ended: null } => OnVoiceEnded(state, new TurnFact.VoiceEnded(closed.LastVoice, TimeSpan.Zero), effects),
        _ => state with { EndpointAt = now },
    };

    private TurnState OnTranscript(TurnState state, TurnFact.TranscriptFinished finished, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Transcribing != finished.Recognition)
        {
            return state;
        }

        var asked = state.Asked! with { Text = Join(state.Asked.Text, finished.Text) };
        state = state with { Transcribing = null, Asked = asked };
        if (state.Voice is not null)
        {
            // The person went on before the words were final: what follows belongs to it.
            return Rest(state);
        }

        return asked.Text.Length > 0 ? Start(state, asked, now, effects) : Rest(state with { Asked = null });
    }

    private TurnState OnMessage(TurnState state, Question message, MediaTime now, List<TurnEffect> effects)
    {
        if (state.IsPersonsTurn)
        {
            return Start(state, message, now, effects);
        }

        var waiting = state.Asked is { Written: true } earlier ? earlier with { Text = earlier.Text + "\n" + message.Text } : message;
        state = state with { Asked = waiting };
        return state.IsAnswering ? Interrupt(state, now, effects) : state;
    }

    private TurnState OnAnswerWentOn(TurnState state, TurnFact.AnswerWentOn piece, MediaTime now)
    {
        if (!state.IsAnswering || state.Answer is not { StalledBy: not null } answer || answer.Epoch != piece.Epoch)
        {
            return state;
        }

        return state with
        {
            Phase = piece.Audible ? ConversationState.Speaking : state.Phase,
            Answer = answer with { Audible = answer.Audible || piece.Audible, StalledBy = now + policy.StallTimeout },
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

    private TurnState OnPlaybackEnded(TurnState state, TurnFact.PlaybackEnded ended, MediaTime now, List<TurnEffect> effects)
    {
        if (!state.IsAnswering || state.Answer!.Epoch != ended.Epoch)
        {
            return state;
        }

        state = state with { Answer = state.Answer with { Heard = true } };
        return state.Answer.HeardBy is null ? state : EndHeard(state, now, effects);
    }

    private TurnState OnDeadline(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Answer?.ClearBy <= now)
        {
            return End(state, TurnEndReason.Interrupted, now, effects);
        }

        if (state.Answer?.HeardBy <= now)
        {
            return EndHeard(state, now, effects);
        }

        if (state.Answer is { } stuck && stuck.StalledBy <= now)
        {
            effects.Add(new TurnEffect.CancelTurn(stuck.Epoch));
            effects.Add(new TurnEffect.ReportStall(stuck.Epoch));
            return End(state, TurnEndReason.Failed, now, effects);
        }

        if (state is not { IsPersonsTurn: true, Transcribing: null, Voice.Ended: { } spoken } || !(state.EndpointAt <= now))
        {
            return state;
        }

        var recognition = state.Recognition + 1;
        effects.Add(new TurnEffect.FinishRecognition(recognition));
        return Rest(state with
        {
            Voice = null,
            EndpointAt = null,
            Recognition = recognition,
            Transcribing = recognition,
            Asked = new Question(state.Asked?.Text ?? "", Written: false, spoken, now),
        });
    }

    private TurnState EndHeard(TurnState state, MediaTime now, List<TurnEffect> effects) =>
        End(state, state.Answer!.Failed ? TurnEndReason.Failed : TurnEndReason.Completed, now, effects);

    private static string Join(string? said, string text) => string.IsNullOrEmpty(said) ? text : text.Length == 0 ? said : said + " " + text;
}
