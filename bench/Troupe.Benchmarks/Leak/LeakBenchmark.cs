using System.Diagnostics;
using System.Globalization;
using System.Text;
using Troupe.Benchmarks.Harness;
using Troupe.Testing.Isolation;

namespace Troupe.Benchmarks.Leak;

/// <summary>
/// Whether tenants are kept apart: every operation that the server describes with every id of other tenants, and whether the same search finds the leak in servers from
/// which one filter was taken away. Options: <c>--requests N</c>, <c>--no-matrix</c>, <c>--no-mutants</c>, <c>--mutant NAME</c>.
/// </summary>
internal sealed class LeakBenchmark : IBenchmark
{
    private const long Requests = 100_000;
    private const int LeaksAtOnce = 5;

    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(20);

    public string Name => "leak";

    public string Summary => "Cross-tenant requests to every operation, and servers that each lack one filter (half an hour and more).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var requests = run.Options.SkipWhile(option => option != "--requests").ElementAtOrDefault(1) is { } asked ? long.Parse(asked, CultureInfo.InvariantCulture) : Requests;
        List<Figure> figures = [];
        if (!run.Options.Contains("--no-matrix"))
        {
            var report = await AttackAsync(run, requests, cancellationToken);
            figures.Add(new("requests", report.Requests, "", $">= {requests}"));
            figures.Add(new("leaks", report.Leaks.Count, "", "<= 0"));
            figures.Add(new("operations_covered_share", report.Gaps.Count == 0 ? (double)report.Attacked / report.Operations : 0, "", ">= 1"));
        }

        if (!run.Options.Contains("--no-mutants"))
        {
            figures.Add(new("mutants_killed_share", await KillAsync(run, cancellationToken), "", ">= 1"));
        }

        return figures;
    }

    private static async Task<LeakReport> AttackAsync(BenchmarkRun run, long requests, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await OverheardServer.StartAsync(cancellationToken);
        using var matrix = new LeakMatrix(new LeakMatrixOptions { Server = server.Address, OperatorKey = IsolationSettings.OperatorKey, Requests = requests, Attackers = 4, Things = 1 });
        LeakReport report;
        var told = 0;
        await using (new Timer(_ => told = Tell(matrix.Report, told, started), null, Telling, Telling))
        {
            report = await matrix.RunAsync(cancellationToken);
        }

        await server.StopAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"Longest in all: {string.Join(", ", report.Slowest.Take(5).Select(slow => string.Create(CultureInfo.InvariantCulture, $"{slow.Operation} {slow.Time.TotalSeconds:F0} s for {slow.Requests}")))}");

        Search("the log", server.Log);
        Search("a label of a metric", server.Labels);
        foreach (var file in server.Files)
        {
            Search($"the file {Path.GetFileName(file)}", [await File.ReadAllTextAsync(file, Encoding.Latin1, cancellationToken)]);
        }

        var lines = report.Gaps.Concat(report.Leaks.Select(leak => leak.ToString())).Distinct(StringComparer.Ordinal).ToArray();
        await File.WriteAllLinesAsync(Path.Combine(run.RawFolder, "found.txt"), lines, cancellationToken);
        foreach (var line in lines.Take(20))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Requests} requests and {report.Frames} frames in {seconds:F0} s against {report.Attacked} of {report.Operations} operations; {matrix.Needles.Count} canaries, ids and secrets; {server.Log.Count()} lines of the log and {server.Labels.Count()} labels searched"));
        return report;

        // Ids may stand in the log; words and secrets may stand nowhere.
        void Search(string where, IEnumerable<string> texts)
        {
            foreach (var needles in (Needles[])[matrix.Needles, matrix.AttackersNeedles])
            {
                foreach (var (text, needle) in texts.SelectMany(text => needles.FindIn(text).Where(needle => needle.Kind is not NeedleKind.Id).Select(needle => (text, needle))))
                {
                    report.Found(where, $"has {needle.Kind} of {needle.Tenant} ({needle.Place}): {text}");
                }
            }
        }
    }

    private static int Tell(LeakReport report, int told, long started)
    {
        var leaks = report.Leaks.Skip(told).ToArray();
        foreach (var leak in leaks.Take(LeaksAtOnce))
        {
            Console.WriteLine(leak);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Requests} of about {Math.Max(report.Planned, report.Requests)} requests, {told + leaks.Length} leaks after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        return told + leaks.Length;
    }

    private static async Task<double> KillAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var assembly = await MutatedServer.BuildAsync(Environment.CurrentDirectory, Path.Combine(Path.GetFullPath(run.RawFolder), "mutants"), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var server = MutantProcess.Start(assembly);
        try
        {
            await ExpectWholeAsync("before any mutation");
            var killed = 0;
            var only = run.Options.SkipWhile(option => option != "--mutant").ElementAtOrDefault(1)?.Split(',');
            var mutants = Mutation.Mutants.Where(mutant => only is null || only.Contains(mutant.Name)).ToArray();
            foreach (var (name, near) in mutants)
            {
                var began = Stopwatch.GetTimestamp();
                var failure = await RunAsync(name, near);
                killed += failure is null ? 0 : 1;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{name,-20} {Stopwatch.GetElapsedTime(began).TotalSeconds,5:F1} s  {(failure is null ? "SURVIVED" : $"killed by {failure.ReplaceLineEndings(" ")}")}"));
                if (server.HasEnded)
                {
                    await server.DisposeAsync();
                    server = MutantProcess.Start(assembly);
                }
            }

            // What a mutant mixed up stays with the tenants that it was attacked with.
            await ExpectWholeAsync("after the mutants");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mutants killed {killed}/{mutants.Length} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
            return (double)killed / mutants.Length;
        }
        finally
        {
            await server.DisposeAsync();
        }

        async Task<string?> RunAsync(string name, string? near)
        {
            var address = await server.ListeningAsync(cancellationToken);
            await server.SwitchAsync(name, cancellationToken);
            return await FirstFailureAsync(address, near, cancellationToken);
        }

        async Task ExpectWholeAsync(string when)
        {
            if (await RunAsync("", near: null) is { } early)
            {
                throw new InvalidOperationException($"The server leaks {when}: {early}");
            }
        }
    }

    private static async Task<string?> FirstFailureAsync(Uri server, string? near, CancellationToken cancellationToken)
    {
        using var matrix = new LeakMatrix(new LeakMatrixOptions
        {
            Server = server,
            OperatorKey = IsolationSettings.OperatorKey,
            Things = 1,
            Victims = 1,
            Attackers = 1,
            Thorough = false,
            StopsAtFirst = true,
            Near = near,
        });
        try
        {
            var report = await matrix.RunAsync(cancellationToken);
            return report.Leaks.FirstOrDefault()?.ToString() ?? (report.Gaps.FirstOrDefault() is { } gap ? $"a gap: {gap}" : null);
        }
        catch (Exception broken) when (broken is InvalidOperationException or HttpRequestException)
        {
            // Tenants that are mixed up cannot even be created one beside the other, or end the server.
            return broken.Message;
        }
    }
}
