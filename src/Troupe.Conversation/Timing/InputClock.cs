namespace Troupe.Conversation.Timing;

/// <summary>
/// Places sound that arrives in uneven pieces on the session's clock by counting its samples, so that the network's jitter and its stalls do not move it. Not thread-safe.
/// </summary>
/// <param name="sampleRate">Rate of the sound.</param>
internal sealed class InputClock(int sampleRate)
{
    /// <summary>Sound that stays later than this follows a gap rather than a delay: the person's side recorded nothing for a while, as when it slept.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long sound may be that late and not catch up. What a stalled line held back comes at once, or at several times the speed of sound; a microphone that recorded nothing goes on at the speed of sound.
    /// </summary>
    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(100);

    /// <summary>Sound that is later by more than this than the piece before was held back: less is jitter.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);

    private MediaTime? _start;
    private long _samples;
    private TimeSpan _behind;
    private (MediaTime Arrived, TimeSpan Behind)? _catchingUp;
    private (MediaTime From, MediaTime Until)? _stall;

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
        if (_start is null || IsAfterGap(latest - At(_samples).Elapsed, arrived))
        {
            Break();
            _start = new MediaTime(latest > TimeSpan.Zero ? latest : TimeSpan.Zero);
            _samples = 0;
        }

        var place = At(_samples);
        _samples += samples;
        var ahead = At(_samples) - arrived;
        Ahead = ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero;
        return place;
    }

    /// <summary>For how long after a time nothing was known of the sound, because the line held it back: silence of that time counts from its arrival.</summary>
    /// <param name="since">A time before the last piece.</param>
    public TimeSpan HeldBack(MediaTime since)
    {
        var from = _stall?.From > since ? _stall.Value.From : since;
        return _stall?.Until > from ? _stall.Value.Until - from : TimeSpan.Zero;
    }

    /// <summary>Says that the next piece does not follow the last one.</summary>
    public void Break()
    {
        _start = null;
        _behind = TimeSpan.Zero;
        (_catchingUp, _stall) = (null, null);
    }

    private bool IsAfterGap(TimeSpan behind, MediaTime arrived)
    {
        var before = _behind;
        _behind = behind;
        if (behind <= Late)
        {
            _catchingUp = null;
        }
        else if (_catchingUp is null || behind > before + Late)
        {
            // Another stall while the sound still catches up prolongs the one before.
            _stall = (_catchingUp is not null && _stall is { } stall ? stall.From : At(_samples), arrived);
            _catchingUp = (arrived, behind);
        }
        else if (_catchingUp.Value.Behind - behind >= (arrived - _catchingUp.Value.Arrived) / 4)
        {
            _stall = (_stall!.Value.From, arrived);
        }
        else
        {
            return behind > Gap && arrived - _catchingUp.Value.Arrived >= Trial;
        }

        return false;
    }

    private MediaTime At(long samples) => _start!.Value + MediaTime.FromSamples(samples, sampleRate).Elapsed;
}
