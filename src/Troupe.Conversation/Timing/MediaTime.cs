namespace Troupe.Conversation.Timing;

/// <summary>A point on the session's clock, or within an utterance: time since its start.</summary>
/// <param name="Elapsed">Time since the start; never negative.</param>
public readonly record struct MediaTime(TimeSpan Elapsed) : IComparable<MediaTime>
{
    /// <summary>The start.</summary>
    public static MediaTime Zero { get; }

    /// <summary>Milliseconds since the start.</summary>
    public double Milliseconds => Elapsed.TotalMilliseconds;

    /// <summary>From milliseconds.</summary>
    public static MediaTime FromMilliseconds(double milliseconds) => new(TimeSpan.FromMicroseconds(milliseconds * 1000));

    /// <summary>The time of a sample, counted from 0, rounded to 100 ns.</summary>
    public static MediaTime FromSamples(long samples, int sampleRate) => new(TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / sampleRate));

    /// <summary>The number of whole samples before this time.</summary>
    public long ToSamples(int sampleRate) => Elapsed.Ticks * sampleRate / TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public int CompareTo(MediaTime other) => Elapsed.CompareTo(other.Elapsed);

    /// <summary>Later by a duration.</summary>
    public static MediaTime operator +(MediaTime time, TimeSpan duration) => new(time.Elapsed + duration);

    /// <summary>Earlier by a duration.</summary>
    public static MediaTime operator -(MediaTime time, TimeSpan duration) => new(time.Elapsed - duration);

    /// <summary>The duration between two times.</summary>
    public static TimeSpan operator -(MediaTime later, MediaTime earlier) => later.Elapsed - earlier.Elapsed;

    /// <summary>Whether it is earlier.</summary>
    public static bool operator <(MediaTime left, MediaTime right) => left.Elapsed < right.Elapsed;

    /// <summary>Whether it is later.</summary>
    public static bool operator >(MediaTime left, MediaTime right) => left.Elapsed > right.Elapsed;

    /// <summary>Whether it is earlier or the same.</summary>
    public static bool operator <=(MediaTime left, MediaTime right) => left.Elapsed <= right.Elapsed;

    /// <summary>Whether it is later or the same.</summary>
    public static bool operator >=(MediaTime left, MediaTime right) => left.Elapsed >= right.Elapsed;

    /// <inheritdoc/>
    public override string ToString() => Elapsed.ToString(@"hh\:mm\:ss\.fff", System.Globalization.CultureInfo.InvariantCulture);
}
