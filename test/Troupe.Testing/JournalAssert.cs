using Troupe.Contracts;
using Troupe.Conversation.Journal;

namespace Troupe.Testing;

/// <summary>What holds in every conversation, whatever happens in it.</summary>
public static class JournalAssert
{
    /// <summary>Everything in a journal that must not be, each as a sentence with its time; empty when all is well.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<ConversationEvent> facts)
    {
        List<string> violations = [];
        var check = new Check(violations);
        foreach (var fact in facts)
        {
            check.Meet(fact);
        }

        return violations;
    }

    /// <summary>Throws when a journal holds anything that must not be.</summary>
    /// <exception cref="InvalidOperationException">It does; the message lists it.</exception>
    public static void IsSound(IReadOnlyList<ConversationEvent> facts)
    {
        if (Violations(facts) is { Count: > 0 } violations)
        {
            throw new InvalidOperationException(string.Join('\n', violations));
        }
    }

    private sealed class Check(List<string> violations)
    {
        private uint _epoch;
        private uint _over;
        private uint? _turn;
        private uint _ended;
        private uint _utterance;
        private bool _complete = true;
        private long _offset;
        private double _performed;

        public void Meet(ConversationEvent fact)
        {
            switch (fact)
            {
                case SpeechSent speech:
                    Meet(speech);
                    break;
                case MessageSent { Message: var message }:
                    Meet(fact, message);
                    break;
            }
        }

        private void Meet(SpeechSent speech)
        {
            Hold(speech, speech.Utterance == _utterance && speech.Epoch.Value == _epoch, "speech of an utterance that is not the current one");
            Hold(speech, speech.Epoch.Value > _over, "speech of an epoch that is over");
            Hold(speech, !_complete, "speech after the end of its utterance");
            Hold(speech, speech.Offset == _offset, "a gap or an overlap in the speech");
            _offset = speech.Offset + speech.Length;
        }

        private void Meet(ConversationEvent fact, ServerMessage message)
        {
            switch (message)
            {
                case TurnStarted started:
                    Hold(fact, _turn is null, "a turn that started before the one before it ended");
                    Hold(fact, started.Turn > _ended, "a turn number that does not grow");
                    Hold(fact, started.Epoch > _epoch, "an epoch that does not grow");
                    (_turn, _epoch) = (started.Turn, started.Epoch);
                    break;
                case SpeechStart start:
                    Hold(fact, start.Epoch > _over && start.Epoch >= _epoch, "speech that starts in an epoch that is over");
                    Hold(fact, start.Turn == _turn, "speech of another turn than the current one");
                    Hold(fact, start.Utterance > _utterance, "an utterance number that does not grow");
                    (_epoch, _utterance, _complete, _offset, _performed) = (start.Epoch, start.Utterance, false, 0, 0);
                    break;
                case SpeechDelta delta:
                    Hold(fact, delta.Epoch == _epoch && delta.Epoch > _over && delta.Utterance == _utterance && !_complete, "a performance outside its utterance");
                    var starts = (delta.Phonemes ?? []).Select(phoneme => phoneme.Start).Concat((delta.Captions ?? []).Select(caption => caption.Start));
                    Hold(fact, starts.All(start => start >= _performed), "a performance that goes back in time");
                    _performed = Math.Max(_performed, (delta.Captions ?? []).Select(caption => caption.Start).DefaultIfEmpty(0).Max());
                    break;
                case SpeechEnd end:
                    Hold(fact, end.Epoch == _epoch && end.Epoch > _over && !_complete, "an end of speech outside its utterance");
                    _complete = true;
                    break;
                case TurnInterrupted interrupted:
                    Hold(fact, interrupted.Epoch >= _epoch && interrupted.Epoch > _over, "an interruption of an epoch that is over");
                    _over = interrupted.Epoch;
                    break;
                case TurnEnded ended:
                    Hold(fact, ended.Turn == _turn, "the end of a turn that is not the current one");
                    Hold(fact, ended.Reason == TurnEndReason.Interrupted == ended.Latency.Interrupted, "an interrupted turn whose latency is not flagged, or the reverse");
                    Meet(fact, ended.Latency);
                    (_turn, _ended, _over) = (null, ended.Turn, Math.Max(_over, _epoch));
                    break;
            }
        }

        private void Meet(ConversationEvent fact, TurnLatency latency)
        {
            double?[] phases = [latency.EndOfTurnDelay, latency.TranscriptionDelay, latency.FirstToken, latency.FirstPhrase, latency.TtsFirstByte, latency.FirstAudio];
            double?[] others = [latency.FirstViseme, latency.PlaybackLatency, latency.Total];
            Hold(fact, phases.Concat(others).All(value => value is not < 0), "a negative latency");
            Hold(fact, latency.FirstAudio is null == latency.Total is null, "a total without audio, or the reverse");
            Hold(fact, latency.Total is not { } total || total == phases.Sum(phase => phase ?? 0), "phases that do not add up to the total");
        }

        private void Hold(ConversationEvent fact, bool condition, string what)
        {
            if (!condition)
            {
                violations.Add($"{fact.At}: {what}: {JournalText.LineOf(fact)}");
            }
        }
    }
}
