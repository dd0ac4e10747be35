namespace Troupe.Conversation.Timing;

/// <summary>
/// Places sound that arrives in uneven pieces on the session's clock by counting its samples, so that the network's jitter does not move it. Not thread-safe.
/// </summary>
/// <param name="sampleRate">Rate of the sound.</param>
internal sealed class InputClock(int sampleRate)
{
    /// <summary>Sound that arrives later than this after its time follows a gap rather than a delay: the person's side sent nothing for a while.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private MediaTime? _start;
    private long _samples;

    /// <summary>
    /// How far the last piece ends after its arrival, never negative. Sound that was kept while connecting comes in at once and so would lie in the future:
    /// times that are derived from it are to be moved back by this.
    /// </summary>
    public TimeSpan Ahead { get; private set; }

    /// <summary>The time of the first sample of the next piece.</summary>
    /// <param name="samples">Samples of the piece.</param>
    /// <param name="arrived">When it arrived: the time of its last sample at the earliest.</param>
    public MediaTime Place(int samples, MediaTime arrived)
    {
        var latest = arrived.Elapsed - MediaTime.FromSamples(samples, sampleRate).Elapsed;
        if (_start is null || latest - At(_samples).Elapsed > Gap)
        {
            _start = new MediaTime(latest > TimeSpan.Zero ? latest : TimeSpan.Zero);
            _samples = 0;
        }

        var place = At(_samples);
        _samples += samples;
        var ahead = At(_samples) - arrived;
        Ahead = ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero;
        return place;
    }

    /// <summary>Says that the next piece does not follow the last one.</summary>
    public void Break() => _start = null;

    private MediaTime At(long samples) => _start!.Value + MediaTime.FromSamples(samples, sampleRate).Elapsed;
}
