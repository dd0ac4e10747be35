using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation.Speaking;

/// <summary>Speaks phrases. Thread-safe; one synthesizer serves all sessions.</summary>
public interface ISpeechSynthesizer
{
    /// <summary>What it is.</summary>
    EngineDescription Description { get; }

    /// <summary>Whose voice it is.</summary>
    Voice Voice { get; }

    /// <summary>
    /// Speaks a phrase. The first chunk carries the times of all phonemes and words of the phrase, ahead of the audio;
    /// chunks follow as they are made and together hold the phrase's whole audio. A voice that knows no times leaves them out: the conversation then finds phonemes and words in the audio,
    /// and keeps 150 ms of it back for that, which costs time only where the voice is slower than it sounds. It may tell words alone. A phrase without anything to say yields one chunk without audio.
    /// Abandoning the enumeration stops the work.
    /// </summary>
    /// <exception cref="EngineException">The engine failed.</exception>
    IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken);
}
