namespace Troupe.Engines.Flite;

/// <summary>Times of phonemes and words of a phrase, from the ends of its phones.</summary>
internal sealed record SpeechTimings(IReadOnlyList<PhonemeTiming> Phonemes, IReadOnlyList<WordTiming> Words)
{
    /// <summary>Lays a pronunciation out in time.</summary>
    /// <param name="text">The words as written.</param>
    /// <param name="pronunciation">How they are said.</param>
    /// <param name="ends">Sample after each phone.</param>
    /// <param name="format">Rate of the samples.</param>
    public static SpeechTimings Of(FliteText text, Pronunciation pronunciation, ReadOnlySpan<int> ends, AudioFormat format)
    {
        var phonemes = new PhonemeTiming[pronunciation.Phones.Count];
        var starts = new TimeSpan?[text.Words.Count];
        var stops = new TimeSpan[text.Words.Count];
        var start = TimeSpan.Zero;
        for (var index = 0; index < phonemes.Length; index++)
        {
            var phone = pronunciation.Phones[index];
            var stop = format.Duration(ends[index]) is var end && end > start ? end : start;
            var stressed = phone.Syllable?.Stressed ?? false;
            phonemes[index] = new PhonemeTiming(Ipa.Of(phone.Name, stressed), start, stop - start, stressed);
            if (phone.Syllable is { } syllable)
            {
                var word = text.WordOf(syllable.Word.Token);
                starts[word] ??= start;
                stops[word] = stop;
            }

            start = stop;
        }

        var words = new WordTiming[starts.Length];
        var spoken = TimeSpan.Zero;
        for (var index = 0; index < words.Length; index++)
        {
            var from = starts[index] ?? spoken;
            spoken = starts[index] is null ? spoken : stops[index];
            words[index] = new WordTiming(text.Words[index], from, spoken - from);
        }

        return new SpeechTimings(phonemes, words);
    }
}
