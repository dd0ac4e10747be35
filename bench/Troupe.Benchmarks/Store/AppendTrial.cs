using System.Diagnostics;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.Store;

/// <summary>Writers that write as fast as they are answered.</summary>
/// <param name="PerSecond">Writes answered in a second.</param>
/// <param name="Milliseconds">How long each took, in ascending order.</param>
internal sealed record AppendTrial(double PerSecond, IReadOnlyList<double> Milliseconds)
{
    /// <summary>Runs writers for a time.</summary>
    /// <param name="writers">How many.</param>
    /// <param name="time">How long.</param>
    /// <param name="write">A durable write: the writer, and the number of its write from 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<AppendTrial> RunAsync(int writers, TimeSpan time, Func<int, long, Task> write, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                var own = new List<double>();
                while (Stopwatch.GetElapsedTime(started) < time)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var begun = Stopwatch.GetTimestamp();
                    await write(writer, own.Count);
                    own.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }

                return own;
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = taken.SelectMany(own => own).Order().ToArray();
        return new AppendTrial(all.Length / elapsed.TotalSeconds, all);
    }

    /// <summary>A percentile of the times.</summary>
    public double Percentile(double share) => Repetitions.Percentile(Milliseconds, share);
}
