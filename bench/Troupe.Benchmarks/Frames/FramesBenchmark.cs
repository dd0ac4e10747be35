using System.Globalization;
using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.Frames;

/// <summary>Time and memory of the frame path, and the share of a processor core that one speaking session spends on it.</summary>
internal sealed class FramesBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "frames";

    /// <inheritdoc/>
    public string Summary => "time and memory of what happens for every packet of sound and every frame of a face";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var raw = new List<string> { "operation,ns,spread_ns,per_second,bytes" };
        var core = 0.0;
        foreach (var operation in FramePath.Operations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = operation.AllocatedBytes();
            var time = Repetitions.Time(operation.Run);
            figures.Add(new($"{operation.Name}_ns", time.Median, "ns", Spread: time.Spread));
            figures.Add(new($"{operation.Name}_bytes", bytes, "B", Aim: "<= 0"));
            core += time.Median * operation.PerSecond / 1e9 * 100;
            raw.Add(string.Create(CultureInfo.InvariantCulture, $"{operation.Name},{time.Median:F1},{time.Spread:F1},{operation.PerSecond:F2},{bytes}"));
        }

        File.WriteAllLines(Path.Combine(run.RawFolder, "operations.csv"), raw);
        figures.Add(new("core_share_of_a_session", core, "%", Aim: "<= 1"));
        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }
}
