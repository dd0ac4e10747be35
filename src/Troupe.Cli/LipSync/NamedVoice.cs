using Troupe.Conversation;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.Cli.LipSync;

/// <summary>A voice of this machine that somebody named.</summary>
internal static class NamedVoice
{
    /// <summary>Speaks with it.</summary>
    /// <param name="voices">Those of this machine.</param>
    /// <param name="name">As it was given.</param>
    /// <param name="instead">What can be given instead of a voice, for whom the name is none; null for nothing.</param>
    /// <param name="speak">Speaks.</param>
    /// <exception cref="LipSyncException">There is no such voice, or it does not work.</exception>
    public static async Task UseAsync(EmbeddedVoices voices, string name, string? instead, Func<ISpeechSynthesizer, Task> speak)
    {
        if (!voices.Ids.Contains(name))
        {
            throw new LipSyncException($"No voice is called '{name}': choose one of {string.Join(", ", voices.Ids)} with --voice{(instead is null ? "" : $", {instead}")}.");
        }

        if (voices.Probe(name) is { Found: false } missing)
        {
            throw new LipSyncException($"The voice {name} does not work here: {missing.Detail} {missing.Cure}", LipSyncException.Failed);
        }

        try
        {
            await speak(voices.Get(name));
        }
        catch (EngineException failure)
        {
            throw new LipSyncException($"The voice {name} failed: {failure.Message}", LipSyncException.Failed);
        }
    }
}
