using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <content>What comes in: commands, and the progress of the turn.</content>
public sealed partial class ConversationLoop
{
    private void Receive(ClientMessage message)
    {
        var now = _now;
        _journal.Append(new MessageReceived(now, message));
        switch (message)
        {
            case PlayheadMoved report when _exchange is { Playhead: { } playhead } exchange:
                exchange.Moved(report, now);
                FollowPlayhead(exchange, playhead);
                break;
            case SpeechCleared report when _exchange is { Playhead: { } playhead } exchange:
                exchange.Cleared(report, now);
                FollowPlayhead(exchange, playhead);
                Meet(new TurnFact.SpeechCleared(new Epoch(report.Epoch)));
                break;
            case DirectionCommand direction:
                _outbox.Send(Direct(direction));
                break;
            case ClientCommand command:
                _lifetime.Touch(now);
                Answer(command);
                break;
        }
    }

    private void FollowPlayhead(Exchange exchange, Playhead playhead)
    {
        if (playhead.FirstHeard is { } heard)
        {
            exchange.Trace.ReachPlayback(heard);
        }

        if (playhead.Ended)
        {
            Meet(new TurnFact.PlaybackEnded(exchange.Id.Epoch));
        }
        else if (playhead.Moves is { } moves)
        {
            Meet(new TurnFact.PlaybackMoved(exchange.Id.Epoch, moves.Moved, moves.Ends));
        }
    }

    private void Answer(ClientCommand command)
    {
        if (_answered.Find(command.Id) is { } earlier)
        {
            _outbox.Send(earlier);
            return;
        }

        var refusal = CommandRules.Refuse(command, _state, _settings, canHear: _hearer is not null);
        ServerMessage answer = refusal is not null ? refusal : new CommandAccepted { Command = command.Id };
        _answered.Add(command.Id, answer);
        _outbox.Send(answer);
        if (refusal is null)
        {
            Obey(command);
        }
    }

    private void Obey(ClientCommand command)
    {
        switch (command)
        {
            case MessageSend message:
                Meet(new TurnFact.MessageReceived(message.Text.Trim()));
                break;
            case TurnInterrupt:
                Meet(new TurnFact.InterruptRequested());
                break;
            case MicrophoneOpen open:
                _hearer!.IsOpen = true;
                Meet(new TurnFact.MicrophoneOpened(open.Hold));
                break;
            case MicrophoneClose when _hearer is { IsOpen: true } hearer:
                hearer.Close();
                Meet(new TurnFact.MicrophoneClosed(_lastVoice));
                break;
            case SessionEnd:
                _end = SessionEndReason.ClientEnded;
                break;
        }
    }

    private void Progress(LoopItem.FromTurn made)
    {
        if (_exchange is not { } exchange || exchange.Turn.Number != made.Number || _state.Answer?.Stop is { Verdict: StopVerdict.True })
        {
            // Of an answer that is over.
            return;
        }

        if (made.Progress is TurnProgress.Played or TurnProgress.Made && (!_state.IsAnswering || made.Epoch != exchange.Id.Epoch))
        {
            // Of an utterance that was stopped.
            return;
        }

        var now = _now;
        switch (made.Progress)
        {
            case TurnProgress.Reached reached:
                exchange.Trace.Reach(reached.Mark, reached.At);
                break;
            case TurnProgress.Wrote phrase:
                _journal.Append(new PhraseScreened(now, made.Epoch, phrase.Index, phrase.Text));
                exchange.Trace.ReachScreened(phrase.Screened);
                var delta = exchange.Append(phrase.Text);
                if (exchange.Id.Turn is { } written)
                {
                    _outbox.Send(new ReplyDelta { Turn = written, Text = delta });
                }

                Meet(new TurnFact.AnswerWentOn(made.Epoch, Audible: false, Read: exchange.Playhead is null));
                break;
            case TurnProgress.Refused phrase:
                _journal.Append(new PhraseRefused(now, made.Epoch, phrase.Index));
                break;
            case TurnProgress.WroteAll when exchange.Id.Turn is { } turn:
                _outbox.Send(new ReplyEnd { Turn = turn, Text = exchange.Written, DigitalSourceType = Mark });
                break;
            case TurnProgress.Synthesised phrase:
                _journal.Append(new PhraseSynthesised(now, made.Epoch, phrase.Index, phrase.Audio));
                break;
            case TurnProgress.Played played:
                Play(exchange, exchange.Playhead!, played.Step, now);
                break;
            case TurnProgress.Made { Failure: var failure }:
                if (failure is not null && failure != exchange.Failure)
                {
                    exchange.Failure = failure;
                    _outbox.SendFailure(failure, "The answer could not be completed. Please try again.");
                }

                Meet(new TurnFact.AnswerMade(made.Epoch, exchange.Playhead?.Ends, Failed: failure is not null));
                if (exchange.Playhead is { } behind)
                {
                    FollowPlayhead(exchange, behind);
                }

                break;
        }
    }

    private string? Mark => _settings.Marked ? Protocol.GeneratedMedia : null;

    private void Play(Exchange exchange, Playhead playhead, PlayoutStep step, MediaTime now)
    {
        switch (step)
        {
            case PlayoutStep.Message { Content: var message }:
                _outbox.Send(message is SpeechStart start ? start with { DigitalSourceType = Mark } : message);
                if (message is SpeechDelta delta)
                {
                    playhead.Sent(delta);
                    if (delta.Visemes is not null)
                    {
                        exchange.Trace.ReachFirstViseme(now);
                    }
                }

                break;
            case PlayoutStep.Audio { Content: var packet }:
                _outbox.Send(packet);
                exchange.Trace.Reach(LatencyMark.FirstAudio, now);
                exchange.Sent(packet, now);
                _hearer?.Listener.Played(_settings.Output!.Value, packet.Samples.Span);
                Meet(new TurnFact.AnswerWentOn(exchange.Id.Epoch, Audible: true));
                break;
            case PlayoutStep.End end:
                _outbox.Send(end.Content);
                playhead.SentAll(end.HeardAt);
                break;
        }
    }
}
