using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <content>What comes in by the microphone: sound, voices and words.</content>
public sealed partial class ConversationLoop
{
    private const string CannotHear = "The presenter cannot hear at the moment: please write instead.";

    private long _microphoneSamples;
    private MediaTime _lastVoice;
    private Exception? _notUnderstood;

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
                var pausedAt = _hearer!.Heard(paused.LastVoice);
                Meet(new TurnFact.VoicePaused(pausedAt, Delay(lastVoice: pausedAt)));
                break;
            case VoiceEnded ended:
                var endedAt = _hearer!.Heard(ended.LastVoice);
                Meet(new TurnFact.VoiceEnded(endedAt, Delay(lastVoice: endedAt)));
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

    /// <summary>How long to wait after the last voice.</summary>
    /// <param name="partial">What was understood since the last voice began; null for what is known of it.</param>
    /// <param name="lastVoice">The last voice; null for the one that is known.</param>
    private TimeSpan Delay(string? partial = null, MediaTime? lastVoice = null)
    {
        // What was taken for the end, and was not, belongs to the same turn.
        var open = _state.Asked ?? (_state.Answer is { Audible: false } answer ? answer.Asked : null);
        var said = open is { Written: false } asked ? asked.Text + " " : "";
        var delay = _endOfTurn.Delay(new TurnContext(said + (partial ?? _state.Voice?.Partial)) { Said = _history.Said });

        // What the line held back may be silence, or more words: only what has come is silence.
        return (lastVoice ?? _state.Voice?.Ended ?? _state.Asked?.Spoken) is { } silentSince && _hearer is { } hearer ? delay + hearer.HeldBack(silentSince) : delay;
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
}
