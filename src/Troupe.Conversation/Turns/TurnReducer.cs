using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <summary>
/// Decides who speaks: a pure function from a state and a fact to the next state and what is to be done. All rules of turn-taking are here
/// and in its other parts: the person's voice, the answer, the voice over the answer, and the answer that is begun early.
/// </summary>
/// <remarks>
/// What it keeps, whatever the order of facts: one answer at a time (an answer starts after the one before it ended), epochs only grow,
/// an answer that was cancelled stays cancelled, and without further facts the deadlines lead back to listening.
/// </remarks>
/// <param name="policy">The rules and times that it goes by.</param>
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
        TurnFact.SessionOpened { Greet: true } => Start(state, UtteranceKind.Greeting, null, now, effects),
        TurnFact.SessionOpened => state,
        TurnFact.SilenceFelt => state is { IsPersonsTurn: true, Voice: null, Asked: null, IsHeld: false } ? Start(state, UtteranceKind.Prompt, null, now, effects) : state,
        TurnFact.VoiceBegan began => OnVoiceBegan(state, began, now, effects),
        TurnFact.VoiceWentOn voice => OnVoiceWentOn(state, voice, now, effects),
        TurnFact.VoicePaused paused => OnVoicePaused(state, paused.LastVoice, paused.Wait, now, effects),
        TurnFact.PartialHeard partial => OnPartial(state, partial, now, effects),
        TurnFact.TranscriptGuessed guessed => OnGuessed(state, guessed, now, effects),
        TurnFact.WaitChanged changed => OnWaitChanged(state, changed.Wait, effects),
        TurnFact.VoiceEnded ended => OnVoiceEnded(state, ended, now, effects),
        TurnFact.MicrophoneOpened opened => OnMicrophoneOpened(state, opened, now, effects),
        TurnFact.MicrophoneClosed closed => OnMicrophoneClosed(state, closed, now, effects),
        TurnFact.TranscriptFinished finished => OnTranscript(state, finished, now, effects),
        TurnFact.MessageReceived message => OnMessage(state, new Question(message.Text, Written: true, now, null), now, effects),
        TurnFact.InterruptRequested => Yield(state, now, effects),
        TurnFact.SayRequested say => OnSay(state, new Saying(say.Text, say.Read), now, effects),
        TurnFact.AnswerWentOn piece => OnAnswerWentOn(state, piece, now),
        TurnFact.AnswerMade made => OnAnswerMade(state, made, now, effects),
        TurnFact.PlaybackMoved moved => OnPlaybackMoved(state, moved),
        TurnFact.PlaybackEnded ended => OnPlaybackEnded(state, ended, now, effects),
        TurnFact.SpeechCleared cleared => OnCleared(state, cleared, now, effects),
        TurnFact.DeadlinePassed => OnDeadline(state, now, effects),
        TurnFact.SessionClosing => Close(state, now, effects),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "Not a fact of turns."),
    };

    private TurnState OnDeadline(TurnState state, MediaTime now, List<TurnEffect> effects) => state switch
    {
        { Answer: { ClearBy: { } clear } answer } when clear <= now => Settle(state with { Answer = answer with { ClearBy = null } }, now, effects),
        { Answer.HeardBy: { } heard } when heard <= now => EndHeard(state, now, effects),
        { Answer: { StalledBy: { } stalled } stuck } when stalled <= now => GiveUp(state, stuck, now, effects),
        { Answer.DecideBy: { } decide } when decide <= now => Judge(state, now, effects),
        { Answer: { DecideBy: null, Stop.ResumeBy: { } resume } } when resume <= now => Yield(state, now, effects),
        { IsPersonsTurn: true, IsHeld: false, Transcribing: null, Voice.Ended: { } spoken, EndpointAt: { } end } when end <= now => EndVoice(state, spoken, now, effects),
        { IsPersonsTurn: true, IsHeld: false, Transcribing: null, Voice: null, Asked: { } asked, EndpointAt: { } end } when end <= now => EndWait(state, asked, now, effects),
        _ => state,
    };

    /// <summary>The presenter takes the floor.</summary>
    private TurnState Start(TurnState state, UtteranceKind kind, Question? asked, MediaTime now, List<TurnEffect> effects, Saying? saying = null)
    {
        if (state.Voice is not null)
        {
            effects.Add(new TurnEffect.AbandonRecognition());
        }

        var guess = asked is { Written: false } && state.Guess is { } begun && Agreement.Holds(begun.Text, asked.Text) ? begun.Number : (uint?)null;
        state = guess is null ? Drop(state, effects) : state with { Guess = null };
        var turn = asked is null && saying is not { Read: true } ? (uint?)null : state.Turn + 1;
        var epoch = state.Epoch.Next;
        effects.Add(new TurnEffect.StartTurn(turn, epoch, kind, asked, guess, saying?.Text));
        return state with
        {
            Phase = ConversationState.Thinking,
            Epoch = epoch,
            Turn = turn ?? state.Turn,
            Answer = new Answer(turn, epoch, kind) { Asked = asked, StalledBy = now + policy.StallTimeout },

            // Only what was written waits through something that answers nobody.
            Asked = asked is null && state.Asked is { Written: true } ? state.Asked : null,
            ToSay = null,
            Voice = null,
            Transcribing = null,
            EndpointAt = null,
        };
    }

    /// <summary>The presenter says something as it stands: at once, or as soon as it has stopped.</summary>
    private TurnState OnSay(TurnState state, Saying saying, MediaTime now, List<TurnEffect> effects) => state.IsPersonsTurn
        ? Start(state, UtteranceKind.Direction, null, now, effects, saying)
        : Yield(state with { ToSay = state.ToSay is { } before ? saying with { Text = before.Text + " " + saying.Text } : saying }, now, effects);

    /// <summary>The answer is over: the floor goes to whoever waits for it.</summary>
    private TurnState End(TurnState state, TurnEndReason reason, MediaTime now, List<TurnEffect> effects, bool takenBack = false)
    {
        var answer = state.Answer!;
        effects.Add(new TurnEffect.EndTurn(answer.Turn, answer.Epoch, reason, takenBack));
        state = state with { Answer = null, Asked = takenBack ? answer.Asked : state.Asked };
        if (state.ToSay is { } saying)
        {
            return Start(state, UtteranceKind.Direction, null, now, effects, saying);
        }

        return state.Asked is { Written: true } waiting
            ? Start(state, UtteranceKind.Reply, waiting with { Decided = now > waiting.Spoken ? now : null }, now, effects)
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

        state = Drop(state, effects) with { Voice = null, EndpointAt = null, Transcribing = null, Asked = null, ToSay = null, IsHeld = false };
        if (state.Answer is not { } answer)
        {
            return Rest(state);
        }

        if (answer.Stop?.Verdict != StopVerdict.True)
        {
            effects.Add(new TurnEffect.CancelTurn(answer.Epoch));
        }

        return End(state, TurnEndReason.Interrupted, now, effects);
    }

    private static string Join(string? said, string text) => string.IsNullOrEmpty(said) ? text : text.Length == 0 ? said : said + " " + text;
}

/// <summary>What a fact led to.</summary>
/// <param name="State">The state after.</param>
/// <param name="Effects">What is to be done, in order.</param>
internal readonly record struct TurnStep(TurnState State, IReadOnlyList<TurnEffect> Effects);
