using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <content>What the person says and writes.</content>
internal sealed partial class TurnReducer
{
    private TurnState OnVoiceBegan(TurnState state, TurnFact.VoiceBegan began, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is { Ended: null })
        {
            return state;
        }

        if (!state.IsVoiceReported)
        {
            effects.Add(new TurnEffect.ReportVoice(Speaking: true));
            state = state with { IsVoiceReported = true };
        }

        // After a pause shorter than the end of turn the same stretch of speech goes on.
        return state.Voice is null
            ? OnVoiceOver(Drop(state, effects) with { Voice = new PersonVoice(began.At) { IsOver = state is { IsHeld: false, Answer.Stop: not { Verdict: StopVerdict.True } } }, EndpointAt = null }, now, effects)
            : GoOn(state, effects);
    }

    private TurnState OnVoiceWentOn(TurnState state, TurnFact.VoiceWentOn voice, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is null)
        {
            return state;
        }

        state = state.Voice.Ended is null ? state : GoOn(state, effects);
        if (!CanStop(state))
        {
            return state;
        }

        return voice.LastVoice - state.Voice!.Began >= Patience(state.Voice)
            ? Stop(state, StopVerdict.Open, now, effects)
            : Duck(state, state.Answer!, effects);
    }

    /// <summary>The person speaks on after a pause: whatever was begun for its end is void.</summary>
    private static TurnState GoOn(TurnState state, List<TurnEffect> effects)
    {
        state = Drop(state, effects) with
        {
            Voice = state.Voice! with { Ended = null },
            EndpointAt = null,
            Answer = state.Answer is { } answer ? answer with { DecideBy = null } : null,
        };
        return state.IsPersonsTurn ? Rest(state) : state;
    }

    private TurnState OnVoicePaused(TurnState state, MediaTime lastVoice, TimeSpan wait, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not { Ended: null } voice)
        {
            return state;
        }

        state = state with { Voice = voice with { Ended = lastVoice }, EndpointAt = state.IsHeld ? null : lastVoice + wait };
        return state.IsPersonsTurn ? Speculate(Rest(state), effects) : Doubt(state, now);
    }

    private TurnState OnVoiceEnded(TurnState state, TurnFact.VoiceEnded ended, MediaTime now, List<TurnEffect> effects)
    {
        if (state.IsVoiceReported)
        {
            effects.Add(new TurnEffect.ReportVoice(Speaking: false));
        }

        return OnVoicePaused(state with { IsVoiceReported = false }, ended.LastVoice, ended.Wait, now, effects);
    }

    private TurnState OnPartial(TurnState state, TurnFact.PartialHeard partial, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not { } voice)
        {
            return state;
        }

        state = Understand(state, voice, partial.Text, partial.Wait, partial.Kind, effects);
        if (partial.Kind != InterjectionKind.Words)
        {
            return state;
        }

        // Before the first sound nothing is lost by believing the first word.
        return state.Answer is { Audible: false } answer && policy.Of(answer.Kind) != BargeInPolicy.Never ? Yield(state, now, effects)
            : CanStop(state) ? Stop(state, StopVerdict.Open, now, effects)
            : state;
    }

    private TurnState OnGuessed(TurnState state, TurnFact.TranscriptGuessed guessed, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Voice is not { Ended: not null } voice)
        {
            return state;
        }

        state = Understand(state, voice, guessed.Text, guessed.Wait, guessed.Kind, effects);
        state = voice.IsOver ? Judge(state, now, effects) : state;
        return Speculate(state, effects);
    }

    private TurnState OnWaitChanged(TurnState state, TimeSpan wait, List<TurnEffect> effects) =>
        state is { IsHeld: false, Voice.Ended: { } ended } ? Speculate(state with { EndpointAt = ended + wait }, effects) : state;

    private static TurnState Understand(TurnState state, PersonVoice voice, string text, TimeSpan wait, InterjectionKind kind, List<TurnEffect> effects)
    {
        // Whether what is said over the presenter counts is open: until then nobody reads it.
        if (state.Answer is null && text != voice.Partial)
        {
            effects.Add(new TurnEffect.ReportPartial(state.Turn + 1, Join(state.Asked?.Text, text)));
        }

        return state with { Voice = voice with { Partial = text, Kind = kind }, EndpointAt = state.IsHeld ? null : voice.Ended + wait };
    }

    private TurnState OnMicrophoneOpened(TurnState state, TurnFact.MicrophoneOpened opened, MediaTime now, List<TurnEffect> effects)
    {
        if (opened.Hold && state.IsHeld)
        {
            // Said again to show that somebody is there.
            return state;
        }

        if (!opened.Hold)
        {
            return state is { IsHeld: true, Voice: not { Ended: null } } ? Release(state with { IsHeld = false }, now, effects) : state with { IsHeld = false };
        }

        // Whatever the person says from here on is meant, also what began over the presenter.
        state = Drop(state, effects) with { IsHeld = true, EndpointAt = null, Voice = state.Voice is { } voice ? voice with { IsOver = false } : null };
        return state.IsPersonsTurn ? Rest(state) : Yield(state, now, effects);
    }

    private TurnState OnMicrophoneClosed(TurnState state, TurnFact.MicrophoneClosed closed, MediaTime now, List<TurnEffect> effects)
    {
        state = state with { IsHeld = false, WholeUntil = now };
        return state.Voice is { Ended: null }
            ? OnVoiceEnded(state, new TurnFact.VoiceEnded(closed.LastVoice, TimeSpan.Zero), now, effects)
            : Release(state, now, effects);
    }

    /// <summary>Nothing follows what the person has said.</summary>
    private TurnState Release(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        state = state with { WholeUntil = now, EndpointAt = state.Voice is null ? null : now };
        return state.IsPersonsTurn ? Reply(state, now, effects) : state;
    }

    /// <summary>The person is done: the final words are asked for.</summary>
    private static TurnState EndVoice(TurnState state, MediaTime spoken, MediaTime now, List<TurnEffect> effects)
    {
        if (state.IsVoiceReported)
        {
            effects.Add(new TurnEffect.ReportVoice(Speaking: false));
        }

        var recognition = state.Recognition + 1;
        effects.Add(new TurnEffect.FinishRecognition(recognition));
        return Rest(state with
        {
            Voice = null,
            IsVoiceReported = false,
            EndpointAt = null,
            Recognition = recognition,
            Transcribing = recognition,
            Asked = new Question(state.Asked?.Text ?? "", Written: false, spoken, now),
        });
    }

    private TurnState OnTranscript(TurnState state, TurnFact.TranscriptFinished finished, MediaTime now, List<TurnEffect> effects)
    {
        if (state.Transcribing != finished.Recognition)
        {
            return state;
        }

        var asked = state.Asked! with { Text = Join(state.Asked.Text, finished.Text) };
        state = state with { Transcribing = null, Asked = asked };

        // The end was decided by what was understood until then. The final words may say that the person is not done after all.
        var end = asked.Spoken + finished.Wait;
        return end > now && asked.Text.Length > 0 && !(asked.Spoken <= state.WholeUntil) && state is { Voice: null, IsHeld: false }
            ? Speculate(Rest(state with { EndpointAt = end }), effects)
            : Reply(state, now, effects);
    }

    /// <summary>Nothing followed the final words for as long as they ask for.</summary>
    private TurnState EndWait(TurnState state, Question asked, MediaTime now, List<TurnEffect> effects) =>
        Reply(state with { EndpointAt = null, Asked = asked with { Decided = now } }, now, effects);

    /// <summary>Answers what the person has said, unless they go on before its words are final: what follows belongs to it.</summary>
    private TurnState Reply(TurnState state, MediaTime now, List<TurnEffect> effects)
    {
        if (state is not { Asked: { } asked, Voice: null, Transcribing: null, IsHeld: false })
        {
            return Rest(state);
        }

        return asked.Text.Length > 0 ? Start(state, UtteranceKind.Reply, asked, now, effects) : Rest(Drop(state, effects) with { Asked = null });
    }

    private TurnState OnMessage(TurnState state, Question message, MediaTime now, List<TurnEffect> effects)
    {
        if (state.IsPersonsTurn)
        {
            return Start(state, UtteranceKind.Reply, message, now, effects);
        }

        var waiting = state.Asked is { Written: true } earlier ? earlier with { Text = earlier.Text + "\n" + message.Text } : message;
        state = state with { Asked = waiting };
        return policy.Of(state.Answer!.Kind) == BargeInPolicy.Never && state.IsAnswering ? state : Yield(state, now, effects);
    }
}
