using Troupe.Contracts;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>What the reducer keeps, whatever happens in whatever order. Follows one run, step by step.</summary>
/// <param name="policy">The rules of the run.</param>
internal sealed class TurnInvariants(TurnPolicy policy)
{
    private readonly HashSet<Epoch> _cleared = [];
    private Epoch? _open;
    private Epoch _newest;
    private UtteranceKind _kind;
    private uint _turn;
    private bool _suspended;
    private bool _cancelled;
    private bool _ducked;
    private bool _voiceReported;
    private uint? _begun;
    private uint _finished;
    private int _said;
    private ConversationState _reported;

    /// <summary>Checks a step.</summary>
    public void Check(TurnState before, TurnFact fact, TurnStep step)
    {
        _said += fact switch
        {
            TurnFact.MessageReceived message => message.Text.Length + 1,
            TurnFact.TranscriptFinished finished => finished.Text.Length + 1,
            _ => 0,
        };
        foreach (var effect in step.Effects)
        {
            CheckAnswer(effect);
            CheckStops(effect);
            CheckGuess(effect);
            CheckReports(effect);
        }

        CheckState(step.State);
        Hold(!before.IsHeld || fact is not TurnFact.TranscriptGuessed || !step.Effects.Contains(new TurnEffect.AbandonRecognition()), "what is said while the key is held is listened to");
        Hold(step.State.Epoch.Value >= before.Epoch.Value && step.State.Turn >= before.Turn, "numbers only grow");
        Hold(fact is not TurnFact.PlaybackMoved || before.Answer?.HeardBy is not { } heardBy || step.State.Answer!.HeardBy >= heardBy, "who hears late is waited for longer, not shorter");
        Hold(_begun == step.State.Guess?.Number, "an answer that was begun early is known until it is used or dropped");
        Hold(_reported == step.State.Phase, "the state that is reported is the state");
        Hold(_ducked == (step.State.Answer?.Ducked ?? false), "the client plays quieter as long as the state says so");
    }

    /// <summary>Checks what is left when nothing more happens.</summary>
    public void CheckAtRest(TurnState state)
    {
        Hold(state.Phase == ConversationState.Listening && state.Answer is null && state.Deadline is null, "deadlines alone lead back to listening");
        Hold(state is { Voice: null, Transcribing: null, Asked: null, Guess: null, EndpointAt: null }, "nothing is left of what was said");
        Hold(!_voiceReported, "the client does not take a silent person for a speaking one");
    }

    public static void Hold(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenInvariantException("Broken: " + rule);
        }
    }

    private void CheckState(TurnState state)
    {
        var answer = state.Answer;
        Hold(answer is null == state.IsPersonsTurn, "whose turn it is says whether there is an answer");
        Hold(answer?.Stop is not null == state.Phase is ConversationState.Interrupted, "interrupted is who was stopped");
        Hold(!state.IsAnswering || answer!.Audible == state.Phase is ConversationState.Speaking, "speaking is who was heard");
        Hold(!state.IsPersonsTurn || (state.EndpointAt is null && state.Transcribing is null) == state.Phase is ConversationState.Listening, "endpointing is who may be done");
        Hold(answer is null || (answer.ClearBy ?? answer.HeardBy ?? answer.StalledBy ?? answer.Stop?.ResumeBy) is not null, "every answer has an end in sight");
        Hold(answer?.ClearBy is null || answer.Stop is not null, "only who was stopped is waited for to be silent");
        Hold(answer?.Stop is null || (answer.HeardBy ?? answer.StalledBy) is null, "who was stopped is not waited for to go on");
        Hold(answer is not { Ducked: true } || (answer.Audible && answer.Stop is null), "only a voice that is heard can be quieter");
        Hold(answer?.DecideBy is null || policy.Of(answer.Kind) != BargeInPolicy.Never, "what must be heard is in no doubt");
        Hold(!state.IsHeld || state.EndpointAt is null, "who holds the key is not done");
        Hold(state.IsHeld || state.Voice?.Ended is null || state.EndpointAt is not null, "a voice that fell silent is done some time");
        Hold(state.EndpointAt is null || state.Voice is not null || state.Asked is { Written: false }, "nobody is done who did not speak");
        Hold(state.Asked is null or { Written: true } || (state.Voice, state.Transcribing, state.EndpointAt, state.IsHeld) != (null, null, null, false), "a question that waits for nothing is answered");
        Hold(state.Asked is not { Written: true } || answer is not null, "a written question waits for an answer only");
        Hold(state.Guess is null || (state.IsPersonsTurn && !state.IsHeld), "an answer is begun early only while the person has the floor, and leaves it");
        Hold(state.Dropped <= policy.MaxDropped, "no more is begun in vain than may be");
        Hold((state.Asked?.Text.Length ?? 0) <= _said, "the question is no longer than what was said");
    }

    private void CheckAnswer(TurnEffect effect)
    {
        switch (effect)
        {
            case TurnEffect.StartTurn start:
                Hold(_open is null, "an answer starts after the one before it ended");
                Hold(start.Epoch == _newest.Next, "epochs count");
                Hold(start.Turn is null || start.Turn == _turn + 1, "turns count");
                Hold(start.Turn is null == start.Asked is null || (start.Asked is null && start.Kind is UtteranceKind.Direction), "a turn answers something, or is what the presenter is told to say");
                (_open, _newest, _turn, _kind) = (start.Epoch, start.Epoch, start.Turn ?? _turn, start.Kind);
                break;
            case TurnEffect.ResumeTurn resume:
                Hold(_open is not null && resume.Epoch == _newest.Next, "an answer that is open goes on in a new epoch");
                (_open, _newest) = (resume.Epoch, resume.Epoch);
                break;
            case TurnEffect.EndTurn end:
                Hold(end.Epoch == _open, "an answer ends once");
                Hold(end.Reason != TurnEndReason.Interrupted || _cancelled, "interrupted is what was cancelled");
                Hold(end.Reason != TurnEndReason.Completed || !(_cancelled || _suspended), "complete is what was not stopped");
                _open = null;
                break;
            default:
                Hold(EpochOf(effect) is not { } epoch || epoch == _open, "nothing happens in an epoch that is over");
                break;
        }
    }

    private void CheckStops(TurnEffect effect)
    {
        switch (effect)
        {
            case TurnEffect.StartTurn:
                (_suspended, _cancelled, _ducked) = (false, false, false);
                break;
            case TurnEffect.SuspendTurn:
                Hold(!_suspended && !_cancelled, "an answer is stopped once until it goes on");
                Hold(policy.Of(_kind) != BargeInPolicy.Never, "no voice stops what must be heard");
                (_suspended, _ducked) = (true, false);
                break;
            case TurnEffect.ResumeTurn:
                Hold(_suspended && !_cancelled, "only a stopped answer goes on, and never one that was cancelled");
                _suspended = false;
                break;
            case TurnEffect.CancelTurn:
                Hold(!_cancelled, "an answer is cancelled once");
                (_cancelled, _ducked) = (true, false);
                break;
            case TurnEffect.ClearClient clear:
                Hold(_cleared.Add(clear.Epoch), "an epoch is cleared once");
                Hold(clear.Resumable == _suspended && clear.Resumable != _cancelled, "the client is told whether an answer may go on");
                break;
            case TurnEffect.DuckClient:
                Hold(!_suspended && !_cancelled && !_ducked && policy.Of(_kind) != BargeInPolicy.Never, "quieter once, and not what must be heard");
                _ducked = true;
                break;
            case TurnEffect.RestoreClient:
                Hold(_ducked, "louder is what was quieter");
                _ducked = false;
                break;
            case TurnEffect.EndTurn:
                _ducked = false;
                break;
        }
    }

    private void CheckGuess(TurnEffect effect)
    {
        switch (effect)
        {
            case TurnEffect.PrepareTurn prepare:
                Hold(_begun is null && policy.SpeculateWithin > TimeSpan.Zero, "one answer is begun early at a time");
                _begun = prepare.Guess;
                break;
            case TurnEffect.DropTurn drop:
                Hold(drop.Guess == _begun, "what was begun is dropped once");
                _begun = null;
                break;
            case TurnEffect.StartTurn start:
                Hold(start.Guess == _begun, "what was begun is used, or was dropped before");
                _begun = null;
                break;
        }
    }

    private void CheckReports(TurnEffect effect)
    {
        switch (effect)
        {
            case TurnEffect.ReportState report:
                Hold(report.State != _reported || _newest == default, "no state is reported twice");
                _reported = report.State;
                break;
            case TurnEffect.ReportVoice report:
                Hold(report.Speaking != _voiceReported, "the client hears of voices by turns");
                _voiceReported = report.Speaking;
                break;
            case TurnEffect.FinishRecognition finish:
                Hold(finish.Recognition == _finished + 1, "each recognition is finished once");
                _finished = finish.Recognition;
                break;
        }
    }

    private static Epoch? EpochOf(TurnEffect effect) => effect switch
    {
        TurnEffect.DuckClient duck => duck.Epoch,
        TurnEffect.RestoreClient restore => restore.Epoch,
        TurnEffect.SuspendTurn suspend => suspend.Epoch,
        TurnEffect.CancelTurn cancel => cancel.Epoch,
        TurnEffect.ClearClient clear => clear.Epoch,
        TurnEffect.ReportStall stall => stall.Epoch,
        _ => null,
    };
}
