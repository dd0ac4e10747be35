using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Testing;

/// <summary>The sound of what a person asks a presenter.</summary>
public static class SpokenQuestion
{
    /// <summary>Speaks a text with silence behind it.</summary>
    /// <param name="voice">Whose voice it is.</param>
    /// <param name="text">One phrase.</param>
    /// <param name="silence">How long the silence is.</param>
    /// <param name="cancellationToken">Stops the voice.</param>
    public static async Task<WavFile> SpeakAsync(ISpeechSynthesizer voice, string text, TimeSpan silence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(voice);
        var samples = new List<short>();
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text, IsLast: true), SpeakingStyle.Neutral, cancellationToken))
        {
            samples.AddRange(chunk.Audio.Span);
        }

        samples.AddRange(new short[voice.Voice.Format.Samples(silence)]);
        return new WavFile(voice.Voice.Format, samples.ToArray());
    }
}
