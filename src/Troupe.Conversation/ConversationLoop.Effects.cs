using Troupe.Contracts;
using Troupe.Conversation.Hearing;
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
                Run(FinishRecognitionAsync(_hearer!.Listener, finish.Recognition));
                break;
            case TurnEffect.AbandonRecognition:
                Run(_hearer!.Listener.AbandonAsync().AsTask());
                break;
            case TurnEffect.StartTurn start:
                StartTurn(start);
                break;
            case TurnEffect.CancelTurn:
                _exchange!.Turn.Cancel();
                break;
            case TurnEffect.ReportStall:
                _outbox.SendFailure("turn", new EngineException("No progress in time.", transient: true), "The answer got stuck. Please try again.");
                break;
            case TurnEffect.ClearClient clear:
                if (_state.Voice is { } voice)
                {
                    _endOfTurn.Interrupted(voice.Began, _exchange!.Playhead?.FirstHeard);
                }

                _exchange!.Playhead?.Stop(_clock.Now);
                _outbox.Send(new TurnInterrupted { Turn = clear.Turn, Epoch = clear.Epoch.Value });
                break;
            case TurnEffect.EndTurn end:
                EndTurn(end);
                break;
        }
    }

    private void StartTurn(TurnEffect.StartTurn start)
    {
        var now = _clock.Now;
        var trace = new LatencyTrace(start.Asked?.Spoken ?? now);
        _endOfTurn.Answered(start.Asked is { Written: false } spoken ? spoken.Spoken : null);
        if (start is { Turn: { } turn, Asked: { } asked })
        {
            Reach(trace, asked, now);
            _history.AddPerson(asked.Text);
            _outbox.Send(new TranscriptEnd { Turn = turn, Text = asked.Text, Written = asked.Written });
            _outbox.Send(new TurnStarted { Turn = turn, Epoch = start.Epoch.Value });
        }

        // Every answer is one utterance at most, so that utterances are numbered as epochs are.
        var id = new UtteranceId(start.Turn, start.Epoch, start.Epoch.Value);
        var format = _stages.Voice is null ? null : _settings.Output;
        var playhead = format is { } heard ? new Playhead(id, heard) : null;
        var playout = format is { } played ? new UtterancePlayout(id, played, _options.PlayoutLead, _clock) : null;
        var written = start.Asked is null ? Greet(_options.WithName(_options.Greeting!)) : _stages.Writer.WriteAsync(_history.ToMessages(), CancellationToken.None);
        _exchange = new Exchange(new Turn(_stages, _mailbox, _clock), id, trace, playhead);
        Run(_exchange.Turn.MakeAsync(written));
        _exchange.Turn.Release(id, playout);
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

    private static async IAsyncEnumerable<string> Greet(string greeting)
    {
        await ValueTask.CompletedTask;
        yield return greeting;
    }

    private void EndTurn(TurnEffect.EndTurn end)
    {
        var exchange = _exchange!;
        _exchange = null;
        exchange.Turn.Cancel();
        var heard = exchange.Received(end.Reason, _clock.Now);
        _history.AddPresenter(end.Reason == TurnEndReason.Interrupted ? heard : exchange.Written);
        exchange.Trace.Interrupted = end.Reason == TurnEndReason.Interrupted;
        if (end.Turn is { } turn)
        {
            var latency = exchange.Trace.ToTurnLatency();
            ConversationMetrics.Count(end.Reason, latency);
            _outbox.Send(new TurnEnded { Turn = turn, Reason = end.Reason, Heard = heard, HeardEstimated = exchange.IsEstimated(_clock.Now), Latency = latency });
        }
    }

    private async Task FinishRecognitionAsync(Listener listener, uint recognition)
    {
        LoopItem.FromRecognizer understood;
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        try
        {
            var transcript = await listener.FinishAsync(givenUp.Token).AsTask().WaitAsync(_options.StallTimeout, _clock.Time, _ending.Token);
            understood = new LoopItem.FromRecognizer(recognition, transcript.Text, Failure: null);
        }
        catch (TimeoutException)
        {
            givenUp.Cancel();
            understood = new LoopItem.FromRecognizer(recognition, "", new EngineException("The recogniser gave no transcript in time.", transient: true));
        }
        catch (Exception failure)
        {
            understood = new LoopItem.FromRecognizer(recognition, "", failure);
        }

        await PostAsync(understood);
    }
}
