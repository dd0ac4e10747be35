using System.Globalization;
using Npgsql;
using Troupe.Benchmarks.Harness;
using Troupe.Benchmarks.Store;
using Troupe.Engines.Native;
using Troupe.Testing;

namespace Troupe.Benchmarks.Control;

/// <summary>From a command over HTTP until it is durable and a hundred subscribers were told, beside bare inserts of the same data base; and what a command costs beside an endpoint that only appends.</summary>
internal sealed class ControlBenchmark : IBenchmark
{
    /// <summary>Who listens.</summary>
    private const int Subscribers = 100;

    private const int Writers = 8;

    /// <inheritdoc/>
    public string Name => "control";

    /// <inheritdoc/>
    public string Summary => "command to push to 100 subscribers, and commands a second, on each store beside bare inserts; CPU of a command; --quick: a fifth of it; --cpu: only that CPU";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var quick = run.Options.Contains("--quick", StringComparer.Ordinal);
        var (figures, raw) = (new List<Figure>(), new List<string> { "store,delivery_ms" });
        if (!run.Options.Contains("--cpu", StringComparer.Ordinal))
        {
            await MeasureStoresAsync(quick, figures, raw, cancellationToken);
        }

        var (command, append) = await CommandCost.MeasureAsync(quick ? 500 : 1_000, cancellationToken);
        figures.Add(new Figure("command_cpu_us", command.Median, "us", Spread: command.Spread));
        figures.Add(new Figure("append_cpu_us", append.Median, "us", Spread: append.Spread));
        figures.Add(new Figure("added_cpu_us_per_command", command.Median - append.Median, "us", Aim: "<= 150"));
        await File.WriteAllLinesAsync(Path.Combine(run.RawFolder, "deliveries.csv"), raw, cancellationToken);
        return figures;
    }

    private static async Task MeasureStoresAsync(bool quick, List<Figure> figures, List<string> raw, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("troupe-control-").FullName;
        try
        {
            if (SqliteLibrary.Find() is not null)
            {
                await using var bare = new BareInserts.Sqlite(Path.Combine(folder, "bare.db"));
                await MeasureAsync("sqlite", ["--Troupe:Events:Store=Sqlite", $"--Troupe:Events:Folder={folder}/log", $"--Troupe:Protection:Folder={folder}/keys"], bare, quick, figures, raw, cancellationToken);
            }

            if (PrivatePostgres.IsInstalled)
            {
                await using var postgres = await PrivatePostgres.CreateAsync("max_connections=200");
                await using var bare = new BareInserts.Postgres(await DatabaseAsync(postgres, "bare", cancellationToken), Writers);
                var store = await DatabaseAsync(postgres, "control", cancellationToken);
                await MeasureAsync("postgres", ["--Troupe:Events:Store=Postgres", $"--Troupe:Events:Connection={store}", $"--Troupe:Protection:Folder={folder}/keys-postgres"], bare, quick, figures, raw, cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string store, string[] settings, BareInserts bare, bool quick, List<Figure> figures, List<string> raw, CancellationToken cancellationToken)
    {
        await using var desk = await ServedDesk.StartAsync(settings, cancellationToken);
        var deliveries = await PushTrial.RunAsync(desk, Subscribers, quick ? 60 : 300, cancellationToken);
        raw.AddRange(deliveries.Select(delivery => string.Create(CultureInfo.InvariantCulture, $"{store},{delivery:F3}")));
        figures.Add(new Figure($"command_to_push_p50_ms.{store}", Repetitions.Percentile(deliveries, 0.5), "ms"));
        figures.Add(new Figure($"command_to_push_p99_ms.{store}", Repetitions.Percentile(deliveries, 0.99), "ms", Aim: "<= 25"));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => desk.CreateAsync($"writer-{writer}", cancellationToken)));
        var time = TimeSpan.FromSeconds(quick ? 0.6 : 3);
        var commands = await AppendTrial.RunAsync(Writers, time, (writer, number) => desk.RenameAsync($"writer-{writer}", $"Number {number}", cancellationToken), cancellationToken);
        var inserts = await AppendTrial.RunAsync(Writers, time, bare.InsertAsync, cancellationToken);
        figures.Add(new Figure($"commands_per_s.{store}", commands.PerSecond, "1/s"));
        figures.Add(new Figure($"command_p99_ms.{store}", commands.Percentile(0.99), "ms"));
        figures.Add(new Figure($"bare_inserts_per_s.{store}", inserts.PerSecond, "1/s"));
        figures.Add(new Figure($"command_ratio.{store}", commands.PerSecond / inserts.PerSecond, ""));
    }

    private static async Task<string> DatabaseAsync(PrivatePostgres postgres, string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionTo("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return postgres.ConnectionTo(name);
    }
}
