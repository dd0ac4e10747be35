using Troupe.Conversation.Audio;

namespace Troupe.Testing.Pages;

/// <summary>What a simulated page has.</summary>
public sealed record SimulatedPageOptions
{
    /// <summary>Format of the microphone. Default: 16 kHz.</summary>
    public AudioFormat Input { get; init; } = AudioFormat.Hearing;

    /// <summary>Format of the loudspeaker. Default: 24 kHz.</summary>
    public AudioFormat Output { get; init; } = new(24_000);

    /// <summary>From the arrival of sound to the loudspeaker. Default: 80 ms, within what the browser client buffers.</summary>
    public TimeSpan PlayoutDelay { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Whether it says how much was heard. Default: true.</summary>
    public bool ReportsPlayhead { get; init; } = true;

    /// <summary>How often. Default: 100 ms.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From an interruption to the moment that the loudspeaker is silent. Default: 20 ms.</summary>
    public TimeSpan ClearDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Changes each 20 ms of sound that the microphone sends, as the noise of a room does. Default: a quiet room.</summary>
    public Action<Memory<short>>? Room { get; init; }
}
