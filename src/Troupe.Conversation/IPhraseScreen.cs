using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation;

/// <summary>Looks at each phrase of an answer before it is spoken. Shared by the turns of a session; thread-safe.</summary>
public interface IPhraseScreen
{
    /// <summary>
    /// What to speak in place of a phrase: the same, a changed one, or none to leave it out. While it is held, something else may be said first, as a phrase with the index
    /// <see cref="Phrase.Filler"/>. The time counts in the turn's latency, in the phase first phrase and on its own.
    /// </summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="before">What the same answer says before it, no more than its last <see cref="LongestBefore"/> characters: what is not to be said may begin there.</param>
    /// <param name="cancellationToken">The answer is over.</param>
    /// <exception cref="EngineException">The screen failed: the phrase is not spoken and the turn fails.</exception>
    IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, CancellationToken cancellationToken);

    /// <summary>Characters of an answer that are kept in view: some forty words, more than any term has.</summary>
    const int LongestBefore = 240;
}
