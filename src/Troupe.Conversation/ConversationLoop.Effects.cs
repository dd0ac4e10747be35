using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <content>What is done because who speaks changed.</content>
public sealed partial class ConversationLoop
{
    private void Do(TurnEffect effect)
    {
        switch (effect)
        {
            case TurnEffect.ReportState report:
                _outbox.Send(new StateChanged { State = report.State, Turn = report.Turn });
                break;
            case TurnEffect.ReportVoice report:
                _outbox.Send(report.Speaking ? new VoiceStarted() : new VoiceStopped());
                break;
            case TurnEffect.ReportPartial report:
                _outbox.Send(new TranscriptDelta { Turn = report.Turn, Text = report.Text });
                break;
            case TurnEffect.FinishRecognition finish:
                Run(() => FinishRecognitionAsync(_hearer!.Listener, finish.Recognition));
                break;
            case TurnEffect.AbandonRecognition:
                Run(() => _hearer!.Listener.AbandonAsync().AsTask());
                break;
            case TurnEffect.PrepareTurn prepare:
                PrepareTurn(prepare);
                break;
            case TurnEffect.DropTurn drop:
                DropTurn(drop);
                break;
            case TurnEffect.StartTurn start:
                StartTurn(start);
                break;
            case TurnEffect.DuckClient duck:
                _outbox.Send(new SpeechDucked { Turn = duck.Turn, Epoch = duck.Epoch.Value, Level = _options.BargeIn.DuckLevel });
                break;
            case TurnEffect.RestoreClient restore:
                _outbox.Send(new SpeechRestored { Turn = restore.Turn, Epoch = restore.Epoch.Value });
                break;
            case TurnEffect.SuspendTurn:
                _exchange!.Turn.Suspend();
                break;
            case TurnEffect.ResumeTurn resume:
                ResumeTurn(resume);
                break;
            case TurnEffect.CancelTurn:
                _exchange!.Turn.Cancel();
                break;
            case TurnEffect.ReportStall:
                _outbox.SendFailure("turn", new EngineException("No progress in time.", transient: true), "The answer got stuck. Please try again.");
                break;
            case TurnEffect.ClearClient clear:
                _exchange!.Playhead?.Stop(_now);
                _hearer?.Listener.StopPlaying();
                _outbox.Send(new TurnInterrupted { Turn = clear.Turn, Epoch = clear.Epoch.Value, Resumable = clear.Resumable });
                break;
            case TurnEffect.EndTurn end:
                EndTurn(end);
                break;
        }
    }

    /// <summary>Begins an answer that nobody hears yet.</summary>
    private void PrepareTurn(TurnEffect.PrepareTurn prepare)
    {
        var turn = BeginTurn();
        _prepared = turn;
        Run(() => turn.MakeAsync(_stages.Writer.WriteAsync(_history.WithPerson(prepare.Text), CancellationToken.None)));
    }

    private Turn BeginTurn() => new(++_turns, _stages, _mailbox, _clock);

    private void DropTurn(TurnEffect.DropTurn drop)
    {
        var turn = _prepared!;
        _prepared = null;
        turn.Cancel();
        ConversationMetrics.CountDropped(turn.Cost);
        _journal.Append(new AnswerDropped(_now, drop.Guess, turn.Cost.Characters, turn.Cost.Audio));
    }

    private void StartTurn(TurnEffect.StartTurn start)
    {
        var trace = new LatencyTrace(start.Asked?.Spoken ?? _now) { Speculated = start.Guess is not null };
        _endOfTurn.Answered(start.Asked is { Written: false } spoken ? spoken.Spoken : null);
        if (start is { Turn: { } number })
        {
            if (start.Asked is { } asked)
            {
                Reach(trace, asked, _now);
                _history.AddPerson(asked.Text);
                _outbox.Send(new TranscriptEnd { Turn = number, Text = asked.Text, Written = asked.Written });
            }

            _outbox.Send(new TurnStarted { Turn = number, Epoch = start.Epoch.Value });
        }

        var (id, playhead, playout) = Utter(start.Turn, start.Epoch);
        var turn = _prepared ?? BeginTurn();
        _exchange = new Exchange(turn, id, trace, playhead);
        if (_prepared is null)
        {
            Run(() => turn.MakeAsync(start.Kind switch
            {
                UtteranceKind.Greeting => Say(_options.WithName(_options.Greeting!)),
                UtteranceKind.Direction => Say(start.Text!),
                UtteranceKind.Prompt => Say(_options.WithName(_options.StillThere!)),
                _ => _stages.Writer.WriteAsync(_history.ToMessages(), CancellationToken.None),
            }));
        }
        else
        {
            ConversationMetrics.CountUsed();
            _prepared = null;
        }

        turn.Release(id, playout);
    }

    private void ResumeTurn(TurnEffect.ResumeTurn resume)
    {
        var (id, _, playout) = Utter(resume.Turn, resume.Epoch);
        _exchange!.Resume(id, playout, _now);
    }

    /// <summary>What an utterance needs: utterances are numbered as epochs are, since every epoch has one at most.</summary>
    private (UtteranceId Id, Playhead? Playhead, UtterancePlayout? Playout) Utter(uint? turn, Epoch epoch)
    {
        var id = new UtteranceId(turn, epoch, epoch.Value);
        return _stages.Voice is not null && _settings.Output is { } format
            ? (id, new Playhead(id, format), new UtterancePlayout(id, format, _options.PlayoutLead, _clock))
            : (id, null, null);
    }

    private static void Reach(LatencyTrace trace, Question asked, MediaTime now)
    {
        if (asked.Decided is { } decided)
        {
            trace.Reach(LatencyMark.Decided, decided);
        }

        if (!asked.Written)
        {
            trace.Reach(LatencyMark.Transcribed, now);
        }
    }

    private static async IAsyncEnumerable<string> Say(string text)
    {
        await ValueTask.CompletedTask;
        yield return text;
    }

    private void EndTurn(TurnEffect.EndTurn end)
    {
        var exchange = _exchange!;
        _exchange = null;
        exchange.Turn.Cancel();
        if (end.Reason == TurnEndReason.Interrupted && _state.Voice is { } voice)
        {
            _endOfTurn.Interrupted(voice.Began, exchange.Playhead?.FirstHeard);
        }

        if (end.TakenBack)
        {
            _history.TakeBack();
        }

        var heard = exchange.Received(end.Reason, _now);
        _history.AddPresenter(heard);
        exchange.Trace.Interrupted = end.Reason == TurnEndReason.Interrupted;
        if (end.Turn is { } turn)
        {
            var latency = exchange.Trace.ToTurnLatency();
            ConversationMetrics.Count(end.Reason, latency);
            _outbox.Send(new TurnEnded { Turn = turn, Reason = end.Reason, Heard = heard, HeardEstimated = exchange.IsEstimated, TakenBack = end.TakenBack, Latency = latency });
        }
    }
}
