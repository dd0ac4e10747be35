using System.Runtime.CompilerServices;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Engines.Speaking;

/// <summary>Has a voice say plain words for written text, and gives word times back in the words as written.</summary>
/// <param name="inner">A voice that reports one time per word it was given.</param>
internal sealed class NormalizingSynthesizer(ISpeechSynthesizer inner) : ISpeechSynthesizer
{
    public EngineDescription Description => inner.Description;

    public Voice Voice => inner.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spoken = TextNormalizer.Normalize(phrase.Text);
        var isFirst = true;
        await foreach (var chunk in inner.SpeakAsync(phrase with { Text = spoken.ForVoice() }, style, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk with { Phrase = phrase, Words = isFirst ? Regroup(spoken, chunk.Words) : [] };
            isFirst = false;
        }
    }

    /// <summary>Joins the times of spoken words to those of written ones. A word that is not said has no duration, at the end of the one before.</summary>
    private static WordTiming[] Regroup(SpokenText spoken, IReadOnlyList<WordTiming> times)
    {
        var total = spoken.Words.Sum(static word => word.Spoken.Count);
        var words = new WordTiming[spoken.Words.Count];
        var said = 0;
        var end = TimeSpan.Zero;
        for (var index = 0; index < words.Length; index++)
        {
            var word = spoken.Words[index];
            if (word.Spoken.Count == 0 || times.Count == 0)
            {
                words[index] = new WordTiming(word.Text, end, TimeSpan.Zero);
                continue;
            }

            // A voice that counts words otherwise gets them spread evenly.
            var first = times[said * times.Count / total];
            said += word.Spoken.Count;
            var last = times[Math.Max(0, (said * times.Count / total) - 1)];
            end = last.Start + last.Duration > first.Start ? last.Start + last.Duration : first.Start;
            words[index] = new WordTiming(word.Text, first.Start, end - first.Start);
        }

        return words;
    }
}
