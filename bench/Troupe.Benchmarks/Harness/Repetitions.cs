using System.Diagnostics;

namespace Troupe.Benchmarks.Harness;

/// <summary>Median and spread of repeated measurements.</summary>
/// <param name="Median">The median.</param>
/// <param name="Spread">Half the distance between the 25th and the 75th percentile.</param>
public readonly record struct Repetitions(double Median, double Spread)
{
    /// <summary>Summarises measurements; at least one.</summary>
    public static Repetitions Of(IEnumerable<double> measurements)
    {
        var sorted = measurements.Order().ToArray();
        return new(Percentile(sorted, 0.5), (Percentile(sorted, 0.75) - Percentile(sorted, 0.25)) / 2);
    }

    /// <summary>Times an operation: after a warm-up, 15 repetitions of about 20 ms each; nanoseconds per call.</summary>
    public static Repetitions Time(Action operation)
    {
        const int count = 15;
        var target = TimeSpan.FromMilliseconds(20);
        var calls = 1;
        while (Run(operation, calls) < target)
        {
            calls *= 2;
        }

        return Of(Enumerable.Range(0, count).Select(_ => Run(operation, calls).TotalNanoseconds / calls));
    }

    /// <summary>A percentile of sorted values, linear between neighbours.</summary>
    /// <param name="sorted">In ascending order, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static TimeSpan Run(Action operation, int calls)
    {
        var started = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            operation();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
