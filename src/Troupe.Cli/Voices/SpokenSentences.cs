using Troupe.Cli.LipSync;
using Troupe.Conversation.Acting.Calibrating;
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
        var sentences = new List<VoiceSentence>();
        await NamedVoice.UseAsync(voices, name, "or give another's sound with --recordings", async voice =>
        {
            foreach (var text in VoiceCalibration.Texts)
            {
                sentences.Add(new VoiceSentence($"\"{text}\"", text, (await voice.SayAsync(text, cancellationToken)).Sound));
                progress(sentences.Count, VoiceCalibration.Texts.Count);
            }
        });
        return sentences;
    }
}
