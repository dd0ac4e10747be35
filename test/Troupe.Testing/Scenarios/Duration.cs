using System.Globalization;

namespace Troupe.Testing.Scenarios;

/// <summary>Durations as people write them in scenarios.</summary>
public static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("min", 60_000), ("s", 1_000)];

    /// <summary>Writes a duration as <see cref="Parse"/> reads it.</summary>
    public static string Write(TimeSpan duration) => duration.TotalMilliseconds is var ms && ms >= 10_000 && ms % 1000 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{ms / 1000}s")
        : string.Create(CultureInfo.InvariantCulture, $"{ms}ms");

    /// <summary>Reads <c>80ms</c>, <c>1.5s</c> or <c>2min</c>; null when it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= 0)
            {
                return TimeSpan.FromMicroseconds(value * milliseconds * 1000);
            }
        }

        return null;
    }
}
