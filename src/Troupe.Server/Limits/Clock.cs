namespace Troupe.Server.Limits;

/// <summary>The clock of budgets.</summary>
internal static class Clock
{
    /// <summary>The time in nanoseconds, of a clock that never goes back.</summary>
    public static long Nanoseconds(this TimeProvider time) => (long)(time.GetTimestamp() * (1e9 / time.TimestampFrequency));
}
