namespace Troupe.Conversation.Timing;

/// <summary>The session's clock: time since it was made, monotonic. Thread-safe.</summary>
public sealed class MediaClock
{
    // Timers count whole milliseconds: a shorter wait would be cut to zero and spin.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly long _start;

    /// <summary>Starts a clock at zero.</summary>
    public MediaClock(TimeProvider time)
    {
        Time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>Where the time comes from; for delays.</summary>
    public TimeProvider Time { get; }

    /// <summary>Time since the start.</summary>
    public MediaTime Now => new(Time.GetElapsedTime(_start));

    /// <summary>Waits until a time is reached; returns at once when it has passed. Deadlines are absolute, so waits do not add up their lateness.</summary>
    public async Task WaitUntilAsync(MediaTime deadline, CancellationToken cancellationToken)
    {
        while (deadline - Now is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait > ShortestWait ? wait : ShortestWait, Time, cancellationToken);
        }
    }
}
