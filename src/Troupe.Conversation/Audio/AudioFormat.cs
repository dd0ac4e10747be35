namespace Troupe.Conversation.Audio;

/// <summary>Mono PCM16 at a rate.</summary>
/// <param name="SampleRate">Hertz.</param>
public readonly record struct AudioFormat(int SampleRate)
{
    /// <summary>16 kHz: what voice activity and recognisers hear.</summary>
    public static AudioFormat Hearing { get; } = new(16_000);

    /// <summary>Samples of a duration, rounded down.</summary>
    public int Samples(TimeSpan duration) => (int)(duration.Ticks * SampleRate / TimeSpan.TicksPerSecond);

    /// <summary>Duration of a number of samples.</summary>
    public TimeSpan Duration(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRate);
}
