using Troupe.Conversation.Speaking;
using Troupe.Engines.Pronouncing;

namespace Troupe.Engines;

/// <summary>How English words are said, as far as this machine knows.</summary>
public static class EmbeddedPronouncer
{
    /// <summary>
    /// Opens what there is: the CMU dictionary that comes with pocketsphinx, flite's lexicon and rules for what that lacks, and a few rules of our own for a machine without both. Takes about 30 ms; never fails.
    /// </summary>
    public static IPronouncer Open(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Pronouncer.Open(options.PocketSphinx.ModelFolder);
    }
}
