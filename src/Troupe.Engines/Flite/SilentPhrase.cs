namespace Troupe.Engines.Flite;

/// <summary>A phrase without anything to say, such as "…".</summary>
internal static class SilentPhrase
{
    /// <summary>Its only chunk.</summary>
    public static SpeechChunk Of(Phrase phrase, Voice voice, FliteText text) => new()
    {
        Phrase = phrase,
        Format = voice.Format,
        Audio = ReadOnlyMemory<short>.Empty,
        Words = [.. text.Words.Select(static word => new WordTiming(word, TimeSpan.Zero, TimeSpan.Zero))],
        IsLast = true,
    };
}
