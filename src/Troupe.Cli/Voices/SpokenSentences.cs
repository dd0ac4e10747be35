using Troupe.Cli.LipSync;
using Troupe.Conversation;
using Troupe.Conversation.Acting.Calibrating;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.Cli.Voices;

/// <summary>The sentences of calibration as a voice of this machine says them. What the voice tells of its phones is left out: only its sound is learned from.</summary>
internal static class SpokenSentences
{
    /// <summary>All of them.</summary>
    /// <param name="name">Name of the voice.</param>
    /// <param name="options">Where the voices are.</param>
    /// <param name="progress">Is told how many of all are said.</param>
    /// <param name="cancellationToken">Stops speaking.</param>
    /// <exception cref="LipSyncException">There is no such voice, or it does not work.</exception>
    public static async Task<IReadOnlyList<VoiceSentence>> SayAsync(string name, EmbeddedVoicesOptions options, Action<int, int> progress, CancellationToken cancellationToken)
    {
        using var voices = new EmbeddedVoices(options);
        if (!voices.Ids.Contains(name))
        {
            throw new LipSyncException($"No voice is called '{name}': choose one of {string.Join(", ", voices.Ids)} with --voice, or give another's sound with --recordings.");
        }

        if (voices.Probe(name) is { Found: false } missing)
        {
            throw new LipSyncException($"The voice {name} does not work here: {missing.Detail} {missing.Cure}", LipSyncException.Failed);
        }

        var (voice, sentences) = (voices.Get(name), new List<VoiceSentence>());
        try
        {
            foreach (var text in VoiceCalibration.Texts)
            {
                sentences.Add(new VoiceSentence($"\"{text}\"", text, await SayAsync(voice, text, cancellationToken)));
                progress(sentences.Count, VoiceCalibration.Texts.Count);
            }
        }
        catch (EngineException failure)
        {
            throw new LipSyncException($"The voice {name} failed: {failure.Message}", LipSyncException.Failed);
        }

        return sentences;
    }

    private static async Task<WavFile> SayAsync(ISpeechSynthesizer voice, string text, CancellationToken cancellationToken)
    {
        var samples = new List<short>();
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text, IsLast: true), new SpeakingStyle(), cancellationToken))
        {
            samples.AddRange(chunk.Audio.Span);
        }

        return new WavFile(voice.Voice.Format, samples.ToArray());
    }
}
