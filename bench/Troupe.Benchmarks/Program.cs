using Troupe.Benchmarks.Harness;

// Every implementation of IBenchmark in this assembly is a benchmark. Exit code 0 when it ran, whatever the figures.
var benchmarks = typeof(Program).Assembly.GetTypes()
    .Where(type => type.IsAssignableTo(typeof(IBenchmark)) && type is { IsClass: true, IsAbstract: false })
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToArray();

if (args is not [var name, .. var options])
{
    foreach (var benchmark in benchmarks)
    {
        Console.WriteLine($"{benchmark.Name,-12} {benchmark.Summary}");
    }

    return 0;
}

if (benchmarks.FirstOrDefault(benchmark => benchmark.Name == name) is not { } chosen)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{name}'. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var output = BenchmarkOutput.Create(name);
var figures = await chosen.RunAsync(new BenchmarkRun(output.RawFolder, options), stop.Token);
output.Write(figures);
return 0;

/// <summary>Its own, beside that of the server which it measures.</summary>
internal sealed partial class Program;
