using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>Hears in the sound of a turn whether the person is done: pitch, pace and breath tell what words alone do not. One model serves all sessions; thread-safe.</summary>
public interface ITurnModel
{
    /// <summary>What it is.</summary>
    EngineDescription Description { get; }

    /// <summary>Rate of the sound that it takes.</summary>
    AudioFormat Format { get; }

    /// <summary>How much of the end of a turn it looks at: a session keeps as much sound, 32 KB a second at 16 kHz.</summary>
    TimeSpan Window { get; }

    /// <summary>The probability that the person is done, from 0 to 1. Never computes on the caller's thread: it is called from where sound comes in.</summary>
    /// <param name="sound">The turn from a little before its first voice to a pause in it, in <see cref="Format"/>; no more than <see cref="Window"/>.</param>
    /// <param name="cancellationToken">The voice went on, so that nobody wants the answer; what is computed already may go on to its end.</param>
    /// <exception cref="EngineException">The model failed.</exception>
    ValueTask<double> EndProbabilityAsync(AudioFrame sound, CancellationToken cancellationToken);
}
