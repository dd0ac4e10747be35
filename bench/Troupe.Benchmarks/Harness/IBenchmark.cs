namespace Troupe.Benchmarks.Harness;

/// <summary>Something worth measuring again and again. Needs a constructor without parameters.</summary>
public interface IBenchmark
{
    /// <summary>One lower-case word: <c>./dev bench NAME</c>.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Measures. Figures that are compared with each other come from one run.</summary>
    /// <param name="run">Where raw measurements go, and what the command line said.</param>
    /// <param name="cancellationToken">Stops the measurement without a result.</param>
    Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}

/// <summary>One run of a benchmark.</summary>
/// <param name="RawFolder">An empty folder for raw measurements; its path is in the result.</param>
/// <param name="Options">What followed the name on the command line.</param>
public sealed record BenchmarkRun(string RawFolder, IReadOnlyList<string> Options);

/// <summary>A measured figure.</summary>
/// <param name="Name">Snake-case name, stable over time.</param>
/// <param name="Value">The value; of several repetitions the median.</param>
/// <param name="Unit">Its unit, such as <c>ms</c>, <c>ns</c>, <c>B</c> or <c>%</c>.</param>
/// <param name="Aim">What it should be, such as <c>&lt;= 300</c>, or null when it is only watched.</param>
/// <param name="Spread">Half the distance between the 25th and the 75th percentile of the repetitions, or null without repetitions.</param>
public sealed record Figure(string Name, double Value, string Unit, string? Aim = null, double? Spread = null);
