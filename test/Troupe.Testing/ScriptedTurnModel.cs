using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Testing;

/// <summary>Says of each pause what the script has for it, after a while; the last of the script for all that follow.</summary>
/// <param name="time">The clock.</param>
/// <param name="script">Probabilities, pause by pause; what is no number is a failure.</param>
public sealed class ScriptedTurnModel(TimeProvider time, params double[] script) : ITurnModel
{
    private readonly List<TimeSpan> _judged = [];

    /// <inheritdoc/>
    public EngineDescription Description { get; } = new("scripted", "1", "Apache-2.0", "For tests: hears nothing.");

    /// <inheritdoc/>
    public AudioFormat Format { get; init; } = AudioFormat.Hearing;

    /// <inheritdoc/>
    public TimeSpan Window => TimeSpan.FromSeconds(8);

    /// <summary>How long it takes. Default: 30 ms.</summary>
    public TimeSpan Takes { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How much sound each pause had before it.</summary>
    public IReadOnlyList<TimeSpan> Judged => _judged;

    /// <inheritdoc/>
    public async ValueTask<double> EndProbabilityAsync(AudioFrame sound, CancellationToken cancellationToken)
    {
        if (sound.Format != Format)
        {
            throw new ArgumentException($"The sound has {sound.Format.SampleRate} Hz, not {Format.SampleRate} Hz.", nameof(sound));
        }

        var said = script[Math.Min(_judged.Count, script.Length - 1)];
        _judged.Add(sound.Duration);
        await Task.Delay(Takes, time, cancellationToken);
        return double.IsNaN(said) ? throw new EngineException("The script says so.", transient: true) : said;
    }
}
