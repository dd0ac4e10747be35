using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <content>What comes in: commands, sound, words, and the progress of the turn.</content>
public sealed partial class ConversationLoop
{
    private const string CannotHear = "The presenter cannot hear at the moment: please write instead.";

    private long _microphoneSamples;
    private MediaTime _lastVoice;
    private Exception? _notUnderstood;

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

    private void Hear(ReadOnlyMemory<short> samples)
    {
        var failure = Write(samples);
        _journal.Append(new MicrophoneHeard(_now, _microphoneSamples, samples.Length) { Failure = failure });
        _microphoneSamples += samples.Length;
        if (failure is not null)
        {
            _hearer!.Close();
            _outbox.SendFailure("voiceActivity", failure, CannotHear);
        }
    }

    private Exception? Write(ReadOnlyMemory<short> samples)
    {
        try
        {
            if (_hearer is { IsOpen: true } hearer)
            {
                hearer.Write(samples, _now);
            }

            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private void Hear(HearingEvent heard)
    {
        switch (heard)
        {
            case VoiceBegan began:
                _lifetime.Touch(_now);
                Begin(_hearer!.Heard(began.At));
                break;
            case VoiceWentOn voice:
                _lifetime.Touch(_now);
                _endOfTurn.Unjudged();
                _lastVoice = _hearer!.Heard(voice.LastVoice);
                Meet(new TurnFact.VoiceWentOn(_lastVoice));
                break;
            case VoicePaused paused:
                Meet(new TurnFact.VoicePaused(_hearer!.Heard(paused.LastVoice), Delay()));
                break;
            case VoiceEnded ended:
                Meet(new TurnFact.VoiceEnded(_hearer!.Heard(ended.LastVoice), Delay()));
                break;
            case PartialHeard partial:
                Meet(new TurnFact.PartialHeard(partial.Text, Delay(partial.Text), KindOf(partial.Text)));
                break;
            case TranscriptGuessed guessed:
                Meet(new TurnFact.TranscriptGuessed(guessed.Text, Delay(guessed.Text), KindOf(guessed.Text)));
                break;
            case EndJudged judged when _state.Voice is { Ended: not null }:
                _endOfTurn.Judged(judged.Probability);
                Meet(new TurnFact.WaitChanged(Delay()));
                break;
            case RecognitionFailed failed:
                SendNotUnderstood(failed.Failure);
                break;
        }
    }

    /// <summary>What words are that are said over the presenter.</summary>
    private InterjectionKind KindOf(string text)
    {
        var duration = _state.Voice is { } voice ? (voice.Ended ?? _lastVoice) - voice.Began : TimeSpan.Zero;
        var asked = (_exchange?.Written ?? _history.Said)?.TrimEnd().EndsWith('?') ?? false;
        return Interjection.Of(text, duration, asked, _options.PresenterName);
    }

    private void Begin(MediaTime at)
    {
        var spoken = _state.Voice is { } voice ? voice.Ended : _state.Asked is { Written: false } asked ? asked.Spoken : null;
        if (spoken is { } lastVoice)
        {
            _endOfTurn.WentOn(lastVoice, at);
        }

        _endOfTurn.Unjudged();
        Meet(new TurnFact.VoiceBegan(at));
    }

    private TimeSpan Delay(string? partial = null)
    {
        // What was taken for the end, and was not, belongs to the same turn.
        var open = _state.Asked ?? (_state.Answer is { Audible: false } answer ? answer.Asked : null);
        var said = open is { Written: false } asked ? asked.Text + " " : "";
        return _endOfTurn.Delay(new TurnContext(said + (partial ?? _state.Voice?.Partial)) { Said = _history.Said });
    }

    private void Understand(LoopItem.FromRecognizer recognized)
    {
        if (recognized.Failure is { } failure)
        {
            SendNotUnderstood(failure);
        }

        Meet(new TurnFact.TranscriptFinished(recognized.Recognition, recognized.Text, Delay(recognized.Text)));
    }

    // A recognition that fails while the person speaks fails again, with the same exception, when it is finished.
    private void SendNotUnderstood(Exception failure)
    {
        if (failure != _notUnderstood)
        {
            _notUnderstood = failure;
            _outbox.SendFailure("recognizer", failure, "That could not be understood. Please say it again, or write it.");
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
                _outbox.Send(new ReplyEnd { Turn = turn, Text = exchange.Written });
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

    private void Play(Exchange exchange, Playhead playhead, PlayoutStep step, MediaTime now)
    {
        switch (step)
        {
            case PlayoutStep.Message { Content: var message }:
                _outbox.Send(message);
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
