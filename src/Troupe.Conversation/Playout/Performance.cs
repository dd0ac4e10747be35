using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Playout;

/// <summary>Puts the performance of a phrase, whose times count from the phrase, on the time line of its utterance.</summary>
internal static class Performance
{
    /// <summary>What goes out before a chunk's audio, or null when the chunk brings none.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="utterance">Its utterance.</param>
    /// <param name="start">Where the phrase starts: the utterance's audio before this chunk, as the performance comes with a phrase's first chunk.</param>
    public static SpeechDelta? Of(ActedChunk chunk, UtteranceId utterance, TimeSpan start)
    {
        var speech = chunk.Speech;
        if (speech.Phonemes.Count + speech.Words.Count + chunk.Visemes.Count + chunk.Cues.Count == 0 && chunk.BlendShapes is null)
        {
            return null;
        }

        double At(TimeSpan time) => (start + time).TotalMilliseconds;
        return new SpeechDelta
        {
            Epoch = utterance.Epoch.Value,
            Utterance = utterance.Number,
            Phonemes = OrNull(speech.Phonemes, sound => new PhonemeSpan(sound.Ipa, At(sound.Start), sound.Duration.TotalMilliseconds)),
            Visemes = OrNull(chunk.Visemes, cue => new VisemeSpan(cue.Viseme, At(cue.Start), cue.Duration.TotalMilliseconds, cue.Weight)),
            BlendShapes = chunk.BlendShapes is { } shapes ? new BlendShapeTrack(At(shapes.Start), shapes.FrameRate, shapes.Frames) : null,
            Captions = speech.Words.Count > 0 ? [CaptionOf(speech, start)] : null,
            Cues = OrNull(chunk.Cues, cue => new PerformanceCue(cue.Kind, cue.Name, At(cue.Start), cue.Duration.TotalMilliseconds, cue.Weight)),
        };
    }

    private static Caption CaptionOf(SpeechChunk speech, TimeSpan start)
    {
        var end = speech.Words[^1].Start + speech.Words[^1].Duration;
        CaptionWord[] words = [.. speech.Words.Select(word => new CaptionWord(word.Text, (start + word.Start).TotalMilliseconds, word.Duration.TotalMilliseconds))];
        return new Caption(speech.Phrase.Text, start.TotalMilliseconds, end.TotalMilliseconds, words);
    }

    private static TOut[]? OrNull<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> convert) => items.Count == 0 ? null : [.. items.Select(convert)];
}
