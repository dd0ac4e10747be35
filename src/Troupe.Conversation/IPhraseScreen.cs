using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation;

/// <summary>Looks at each phrase of an answer before it is spoken. Shared by sessions; thread-safe.</summary>
public interface IPhraseScreen
{
    /// <summary>The phrase to speak: the same, a changed one, or null to leave it out. Its time counts in the turn's latency, in the phase first phrase and on its own.</summary>
    /// <exception cref="EngineException">The screen failed: the phrase is not spoken and the turn fails.</exception>
    ValueTask<Phrase?> ScreenAsync(Phrase phrase, CancellationToken cancellationToken);
}
