using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Playout;

/// <summary>Puts the performance of a phrase on the time line of an utterance.</summary>
internal static class Performance
{
    /// <summary>What goes out before the phrase's audio: of an utterance that goes on where another was cut, only what was under way there or follows. Null when that is nothing.</summary>
    /// <param name="placed">The performance and its place on the tape.</param>
    /// <param name="utterance">The utterance.</param>
    /// <param name="origin">The time of the utterance's first sample on the tape.</param>
    /// <param name="heard">The time up to which the tape was heard.</param>
    public static SpeechDelta? Of(PlacedPerformance placed, UtteranceId utterance, TimeSpan origin, TimeSpan heard)
    {
        // At the very start nothing was heard, not even what takes no time.
        var (chunk, start) = (placed.Chunk, placed.Start - origin);
        heard = heard > TimeSpan.Zero ? heard - origin : TimeSpan.MinValue;
        var delta = new SpeechDelta
        {
            Epoch = utterance.Epoch.Value,
            Utterance = utterance.Number,
            Phonemes = Rest(chunk.Speech.Phonemes, start, heard, sound => (sound.Start, sound.Duration), (sound, at, length) => new PhonemeSpan(sound.Ipa, at, length, sound.Stressed ? true : null, sound.Loudness)),
            Visemes = Rest(chunk.Visemes, start, heard, cue => (cue.Start, cue.Duration), (cue, at, length) => new VisemeSpan(cue.Viseme, at, length, cue.Weight)),
            BlendShapes = chunk.BlendShapes is { } shapes ? Rest(shapes, start) : null,
            Captions = Rest(chunk.Speech, start, heard) is { } caption ? [caption] : null,
            Cues = Rest(chunk.Cues, start, heard, cue => (cue.Start, cue.Duration), (cue, at, length) => new PerformanceCue(cue.Kind, cue.Name, at, length, cue.Weight)),
        };
        return delta is { Phonemes: null, Visemes: null, BlendShapes: null, Captions: null, Cues: null } ? null : delta;
    }

    // What ended before the cut is left out, what was under way is begun at 0 with what remains of it.
    private static TOut[]? Rest<TIn, TOut>(
        IReadOnlyList<TIn> items, TimeSpan start, TimeSpan heard, Func<TIn, (TimeSpan Start, TimeSpan Duration)> times, Func<TIn, double, double, TOut> convert)
    {
        var rest = new List<TOut>(items.Count);
        foreach (var item in items)
        {
            var (from, duration) = times(item);
            from += start;
            var end = from + duration;
            if (end > heard)
            {
                from = from > TimeSpan.Zero ? from : TimeSpan.Zero;
                rest.Add(convert(item, from.TotalMilliseconds, (end - from).TotalMilliseconds));
            }
        }

        return rest.Count == 0 ? null : [.. rest];
    }

    private static BlendShapeTrack? Rest(BlendShapeFrames shapes, TimeSpan start)
    {
        var from = (shapes.Start + start).TotalSeconds;
        var past = from < 0 ? (int)Math.Ceiling(-from * shapes.FrameRate) : 0;
        return past < shapes.Frames.Count || past == 0
            ? new BlendShapeTrack((from + (past / shapes.FrameRate)) * 1000, shapes.FrameRate, [.. shapes.Frames.Skip(past)])
            : null;
    }

    // A word that was cut counts as heard once its rest was: it is said from 0.
    private static Caption? Rest(SpeechChunk speech, TimeSpan start, TimeSpan heard)
    {
        if (Rest(speech.Words, start, heard, word => (word.Start, word.Duration), (word, at, length) => new CaptionWord(word.Text, at, length)) is not { } words)
        {
            return null;
        }

        var from = start > TimeSpan.Zero ? start : TimeSpan.Zero;
        var end = start + speech.Words[^1].Start + speech.Words[^1].Duration;
        var text = words.Length == speech.Words.Count ? speech.Phrase.Text : string.Join(' ', words.Select(word => word.Text));
        return new Caption(text, from.TotalMilliseconds, (end - from).TotalMilliseconds, words);
    }
}
