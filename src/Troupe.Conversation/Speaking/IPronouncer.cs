namespace Troupe.Conversation.Speaking;

/// <summary>Knows how words are said. Thread-safe; one serves all sessions.</summary>
public interface IPronouncer
{
    /// <summary>The ways to say a word, the most usual first.</summary>
    /// <param name="word">As <see cref="Normalization.SpokenWord"/> has it: small letters a to z with inner apostrophes, or one capital for the name of a letter, with or without <c>'s</c>.</param>
    /// <returns>At least one way, of at least one phone; any word is answered.</returns>
    IReadOnlyList<IReadOnlyList<SpokenPhone>> Pronounce(string word);
}

/// <summary>A phone of a word.</summary>
/// <param name="Ipa">In IPA, such as <c>aɪ</c>.</param>
/// <param name="Stressed">Whether its syllable carries stress.</param>
public readonly record struct SpokenPhone(string Ipa, bool Stressed = false);
