using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Hearing;

/// <summary>Turns speech into text. Thread-safe; one recogniser serves all sessions.</summary>
public interface ISpeechRecognizer
{
    /// <summary>What it is.</summary>
    EngineDescription Description { get; }

    /// <summary>The format that it hears.</summary>
    AudioFormat Format { get; }

    /// <summary>Begins to recognise one stretch of speech.</summary>
    /// <exception cref="EngineException">No decoder is free or the engine failed.</exception>
    ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One stretch of speech being recognised. One caller writes; one caller reads partials. Disposing it abandons the work.</summary>
public interface IRecognition : IAsyncDisposable
{
    /// <summary>Takes sound; never waits for the decoder, which works on its own thread.</summary>
    void Write(AudioFrame frame);

    /// <summary>What was understood so far, whenever it changes; ends after <see cref="FinishAsync"/> was called.</summary>
    /// <exception cref="EngineException">The engine failed: thrown as soon as it does, so that nobody goes on speaking in vain.</exception>
    IAsyncEnumerable<Transcript> PartialsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What the final transcript would be if the speech ended here; the recognition goes on. Null, the default, when the recogniser cannot tell without ending it:
    /// a guess then costs a recognition of its own.
    /// </summary>
    /// <exception cref="EngineException">The engine failed.</exception>
    ValueTask<Transcript>? GuessAsync(CancellationToken cancellationToken) => null;

    /// <summary>Says that the speech is over and waits for the final transcript, which may be empty.</summary>
    /// <exception cref="EngineException">The engine failed.</exception>
    ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken);
}

/// <summary>Text understood from speech.</summary>
/// <param name="Text">Words without leading or trailing space; empty when nothing was understood.</param>
/// <param name="IsFinal">Whether it will not change.</param>
public sealed record Transcript(string Text, bool IsFinal)
{
    /// <summary>The recogniser's own confidence, 0 to 1, where it gives one.</summary>
    public double? Confidence { get; init; }
}
