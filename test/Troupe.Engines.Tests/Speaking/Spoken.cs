using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Engines.Tests.Speaking;

/// <summary>A phrase that a voice has spoken to its end.</summary>
internal sealed record Spoken(IReadOnlyList<SpeechChunk> Chunks)
{
    public short[] Samples { get; } = [.. Chunks.SelectMany(static chunk => chunk.Audio.ToArray())];

    public AudioFormat Format => Chunks[0].Format;

    public TimeSpan Duration => Format.Duration(Samples.Length);

    public IReadOnlyList<PhonemeTiming> Phonemes => Chunks[0].Phonemes;

    public IReadOnlyList<WordTiming> Words => Chunks[0].Words;

    /// <summary>Root mean square over all samples.</summary>
    public double Loudness => Math.Sqrt(Samples.Average(static sample => (double)sample * sample));

    /// <summary>Median fundamental frequency in hertz of the voiced 40 ms windows, by normalized autocorrelation between 70 and 500 Hz.</summary>
    public double Pitch()
    {
        var window = Format.SampleRate / 25;
        var (shortest, longest) = (Format.SampleRate / 500, Format.SampleRate / 70);
        List<double> pitches = [];
        for (var start = 0; start + window + longest < Samples.Length; start += window)
        {
            var (best, lag) = (0.0, 0);
            for (var candidate = shortest; candidate <= longest; candidate++)
            {
                double product = 0, left = 1, right = 1;
                for (var index = start; index < start + window; index += 2)
                {
                    product += (double)Samples[index] * Samples[index + candidate];
                    left += (double)Samples[index] * Samples[index];
                    right += (double)Samples[index + candidate] * Samples[index + candidate];
                }

                var likeness = product / Math.Sqrt(left * right);
                (best, lag) = likeness > best + 0.02 ? (likeness, candidate) : (best, lag);
            }

            if (best > 0.8)
            {
                pitches.Add((double)Format.SampleRate / lag);
            }
        }

        pitches.Sort();
        return pitches[pitches.Count / 2];
    }

    public static async Task<Spoken> By(ISpeechSynthesizer voice, string text, SpeakingStyle? style = null, CancellationToken cancellationToken = default)
    {
        List<SpeechChunk> chunks = [];
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text), style ?? SpeakingStyle.Neutral, cancellationToken))
        {
            chunks.Add(chunk);
        }

        return new Spoken(chunks);
    }
}
