using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>Says how likely it is that a short window of sound holds a voice. Thread-safe; one model serves all sessions.</summary>
public interface IVoiceActivityModel
{
    /// <summary>What it is.</summary>
    EngineDescription Description { get; }

    /// <summary>Opens a detector for one stream of sound.</summary>
    IVoiceActivityDetector Open();
}

/// <summary>The state of one stream. Not thread-safe.</summary>
public interface IVoiceActivityDetector : IDisposable
{
    /// <summary>The format of windows.</summary>
    AudioFormat Format { get; }

    /// <summary>Samples per window.</summary>
    int WindowSamples { get; }

    /// <summary>Probability, 0 to 1, that the window holds a voice. Windows follow each other without gaps.</summary>
    /// <param name="window">Exactly <see cref="WindowSamples"/> samples, -1 to 1.</param>
    float Detect(ReadOnlySpan<float> window);

    /// <summary>Forgets what was heard.</summary>
    void Reset();
}
