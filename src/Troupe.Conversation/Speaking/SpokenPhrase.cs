using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation.Speaking;

/// <summary>A phrase that a voice has spoken to its end.</summary>
/// <param name="Sound">All of its audio, at the voice's rate.</param>
/// <param name="Phonemes">In order, from the first sample; empty if the voice does not know them.</param>
/// <param name="Words">In order, from the first sample; empty if the voice does not know them.</param>
public sealed record SpokenPhrase(WavFile Sound, IReadOnlyList<PhonemeTiming> Phonemes, IReadOnlyList<WordTiming> Words);

/// <summary>Has a voice speak outside of a conversation, where nobody waits for the first sound: <c>(await voice.SayAsync("Good morning.", cancelled)).Sound</c>.</summary>
public static class SpokenPhraseExtensions
{
    /// <summary>Speaks a text, as the voice was recorded, to its end.</summary>
    /// <param name="voice">Whose voice it is.</param>
    /// <param name="text">One phrase, as a person reads it.</param>
    /// <param name="cancellationToken">Stops the voice.</param>
    /// <exception cref="EngineException">The voice failed.</exception>
    public static async Task<SpokenPhrase> SayAsync(this ISpeechSynthesizer voice, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(voice);
        var (samples, phonemes, words) = (new List<short>(), new List<PhonemeTiming>(), new List<WordTiming>());
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text, IsLast: true), SpeakingStyle.Neutral, cancellationToken))
        {
            samples.AddRange(chunk.Audio.Span);
            phonemes.AddRange(chunk.Phonemes);
            words.AddRange(chunk.Words);
        }

        return new SpokenPhrase(new WavFile(voice.Voice.Format, samples.ToArray()), phonemes, words);
    }
}
