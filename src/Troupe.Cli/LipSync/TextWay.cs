using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.Cli.LipSync;

/// <summary>Lip sync from a text that a voice of this machine speaks: the voice says when each phone sounds.</summary>
internal static class TextWay
{
    /// <summary>The utterance of a text, and its sound.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="name">Name of the voice.</param>
    /// <param name="options">Where the voices are.</param>
    /// <param name="style">How it is said.</param>
    /// <param name="settings">What of the mouth is shown.</param>
    /// <param name="progress">Is told how many phrases of all are spoken.</param>
    /// <param name="cancellationToken">Stops speaking.</param>
    /// <exception cref="LipSyncException">There is no such voice, it does not work, or nothing is to be said.</exception>
    public static async Task<(PerformedUtterance Utterance, WavFile Sound)> SpeakAsync(
        string text, string name, EmbeddedVoicesOptions options, SpeakingStyle style, LipSyncSettings settings, Action<int, int> progress, CancellationToken cancellationToken)
    {
        using var voices = new EmbeddedVoices(options);
        var take = new PerformanceTake(settings);
        var phrases = PhraseSplitter.Phrases(text);
        await NamedVoice.UseAsync(voices, name, instead: null, async voice =>
        {
            foreach (var (index, phrase) in phrases.Index())
            {
                await foreach (var chunk in voice.SpeakAsync(phrase, style, cancellationToken))
                {
                    take.Add(chunk);
                }

                progress(index + 1, phrases.Count);
            }
        });
        return take.Sound is { Samples.Length: > 0 } sound ? (take.ToUtterance(), sound) : throw new LipSyncException("--text holds nothing that can be said: give words.");
    }
}
