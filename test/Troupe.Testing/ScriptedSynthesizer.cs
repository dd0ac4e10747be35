using System.Runtime.CompilerServices;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Testing;

/// <summary>Speaks every word as a hum of the same length: times are known without listening. A word has the phonemes m and ə, half of it each.</summary>
/// <param name="time">Virtual or real time.</param>
public sealed class ScriptedSynthesizer(TimeProvider time) : ISpeechSynthesizer
{
    /// <summary>From the phrase to its first chunk. Default: 90 ms.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromMilliseconds(90);

    /// <summary>From one chunk to the next. Default: 10 ms, ten times faster than real time.</summary>
    public TimeSpan PerChunk { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a word sounds. Default: 300 ms.</summary>
    public TimeSpan WordDuration { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a chunk sounds. Default: 100 ms.</summary>
    public TimeSpan ChunkDuration { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Thrown by the phrase with the index <see cref="FailAtPhrase"/>, once. Default: none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The phrase that <see cref="Failure"/> is thrown by. Default: 0.</summary>
    public int FailAtPhrase { get; init; }

    /// <summary>Phrases that were begun.</summary>
    public int Phrases { get; private set; }

    /// <inheritdoc/>
    public EngineDescription Description { get; } = new("scripted", "1", "Apache-2.0", "For tests: hums.");

    /// <inheritdoc/>
    public Voice Voice { get; init; } = new("scripted", "en", new AudioFormat(16_000));

    /// <inheritdoc/>
    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Phrases++;
        await Task.Delay(FirstByte, time, cancellationToken);
        if (phrase.Index == FailAtPhrase && Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }

        var words = phrase.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var format = Voice.Format;
        var audio = Hum(format.Samples(WordDuration * words.Length / style.Speed), format);
        var length = format.Samples(ChunkDuration);
        for (var from = 0; from == 0 || from < audio.Length; from += length)
        {
            if (from > 0)
            {
                await Task.Delay(PerChunk, time, cancellationToken);
            }

            yield return new SpeechChunk
            {
                Phrase = phrase,
                Format = format,
                Audio = audio.AsMemory(from, Math.Min(length, audio.Length - from)),
                Phonemes = from == 0 ? [.. words.SelectMany((_, index) => Phonemes(WordDuration / style.Speed, index))] : [],
                Words = from == 0 ? [.. words.Select((word, index) => new WordTiming(word, index * WordDuration / style.Speed, WordDuration / style.Speed))] : [],
                IsLast = from + length >= audio.Length,
            };
        }
    }

    private static IEnumerable<PhonemeTiming> Phonemes(TimeSpan word, int index) =>
        [new PhonemeTiming("m", word * index, word / 2), new PhonemeTiming("ə", (word * index) + (word / 2), word / 2, Stressed: true)];

    private static short[] Hum(int samples, AudioFormat format)
    {
        // Three periods of 120 Hz are whole samples at every rate that is spoken here.
        var periods = new short[format.SampleRate / 40];
        for (var sample = 0; sample < periods.Length; sample++)
        {
            periods[sample] = (short)(8000 * Math.Sin(2 * Math.PI * 120 * sample / format.SampleRate));
        }

        var audio = new short[samples];
        for (var from = 0; from < samples; from += periods.Length)
        {
            periods.AsSpan(0, Math.Min(periods.Length, samples - from)).CopyTo(audio.AsSpan(from));
        }

        return audio;
    }
}
