namespace Troupe.Testing.Scenarios;

/// <summary>
/// How long something takes: always the same, or log-normally spread between its median and its 95th percentile, as the times of servers and networks are:
/// never negative, many near the median, few very long.
/// </summary>
/// <param name="P50">The median, and the whole story when <see cref="P95"/> equals it.</param>
/// <param name="P95">One in twenty takes longer.</param>
public sealed record Latency(TimeSpan P50, TimeSpan P95)
{
    /// <summary>The 95th percentile of the standard normal distribution.</summary>
    private const double Z95 = 1.6448536269514722;

    /// <summary>Always the same.</summary>
    /// <param name="duration">How long.</param>
    public static Latency Constant(TimeSpan duration) => new(duration, duration);

    /// <summary>Always the same number of milliseconds.</summary>
    public static Latency Milliseconds(double milliseconds) => Constant(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Draws one. A constant draws nothing from <paramref name="random"/>. At most twenty times the 95th percentile, so that no single draw lasts for ever.</summary>
    public TimeSpan Next(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (P95 <= P50 || P50 <= TimeSpan.Zero)
        {
            return P50;
        }

        // Box and Muller's transform gives a normal number; the exponent makes it log-normal.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var drawn = P50 * Math.Exp(Math.Log(P95 / P50) / Z95 * normal);
        return drawn < P95 * 20 ? drawn : P95 * 20;
    }
}
