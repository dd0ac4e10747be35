extern alias server;

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using server::Troupe.Server;
using server::Troupe.Server.Commands;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.Postgres;
using server::Troupe.Server.Events.Sqlite;
using Troupe.Benchmarks.Harness;
using Troupe.Engines.Native;
using Troupe.Testing;

namespace Troupe.Benchmarks.Store;

/// <summary>What durable appends cost beside bare inserts of the same data base, and how long a log takes to be gone through.</summary>
internal sealed class StoreBenchmark : IBenchmark
{
    /// <summary>Bytes of a fact.</summary>
    public const int FactSize = 600;

    // Short and many, turn by turn: how long a disk takes to flush changes from second to second.
    private const int Rounds = 20;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.25);
    private static readonly int[] Writers = [1, 16, 128];
    private static readonly TenantId Tenant = new("bench");

    /// <inheritdoc/>
    public string Name => "store";

    /// <inheritdoc/>
    public string Summary => "appends to both stores beside bare inserts of the same data base, and the replay of a million facts; --quick: a tenth of it; --sqlite or --postgres: only that";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var quick = run.Options.Contains("--quick", StringComparer.Ordinal);
        var (figures, raw) = (new List<Figure>(), new List<string> { "store,writers,round,appends_per_s,append_p50_ms,append_p99_ms,bare_inserts_per_s,bare_p50_ms,bare_p99_ms" });
        var folder = Directory.CreateTempSubdirectory("troupe-store-").FullName;
        try
        {
            if (!run.Options.Contains("--postgres", StringComparer.Ordinal) && SqliteLibrary.Find() is not null)
            {
                await using var store = SqliteEventStore.Open(Path.Combine(folder, "log"), TimeProvider.System);
                await using var bare = new BareInserts.Sqlite(Path.Combine(folder, "bare.db"));
                await MeasureAsync("sqlite", store, bare, quick, figures, raw, cancellationToken);
            }

            if (!run.Options.Contains("--sqlite", StringComparer.Ordinal) && PrivatePostgres.IsInstalled)
            {
                await using var postgres = await PrivatePostgres.CreateAsync("max_connections=200");
                await using var store = await PostgresEventStore.OpenAsync(postgres.ConnectionTo("postgres"), TimeProvider.System, NullLogger.Instance, cancellationToken);
                await using var bare = new BareInserts.Postgres(postgres.ConnectionTo("postgres"), Writers.Max());
                await MeasureAsync("postgres", store, bare, quick, figures, raw, cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await File.WriteAllLinesAsync(Path.Combine(run.RawFolder, "appends.csv"), raw, cancellationToken);
        return figures;
    }

    private static async Task MeasureAsync(string name, IEventStore store, BareInserts bare, bool quick, List<Figure> figures, List<string> raw, CancellationToken cancellationToken)
    {
        var data = new byte[FactSize];
        var rounds = quick ? Rounds / 5 : Rounds;
        var least = double.MaxValue;
        foreach (var writers in Writers)
        {
            var trials = new List<(AppendTrial Appends, AppendTrial Inserts)>();
            for (var round = 0; round < rounds; round++)
            {
                var trial = (
                    Appends: await AppendTrial.RunAsync(writers, Round, AppendAsync($"{writers}-{round}"), cancellationToken),
                    Inserts: await AppendTrial.RunAsync(writers, Round, bare.InsertAsync, cancellationToken));
                trials.Add(trial);
                raw.Add(string.Create(CultureInfo.InvariantCulture, $"{name},{writers},{round},{Row(trial.Appends)},{Row(trial.Inserts)}"));
            }

            var ratio = trials.Sum(trial => trial.Appends.PerSecond) / trials.Sum(trial => trial.Inserts.PerSecond);
            least = Math.Min(least, ratio);
            figures.Add(Of($"appends_per_s.{name}.{writers}", trials.Select(trial => trial.Appends.PerSecond), "1/s"));
            figures.Add(Of($"bare_inserts_per_s.{name}.{writers}", trials.Select(trial => trial.Inserts.PerSecond), "1/s"));
            figures.Add(Of($"append_p50_ms.{name}.{writers}", trials.Select(trial => trial.Appends.Percentile(0.5)), "ms"));
            figures.Add(Of($"append_p99_ms.{name}.{writers}", trials.Select(trial => trial.Appends.Percentile(0.99)), "ms"));
            figures.Add(Of($"bare_p99_ms.{name}.{writers}", trials.Select(trial => trial.Inserts.Percentile(0.99)), "ms"));
            figures.Add(new Figure($"append_ratio.{name}.{writers}", ratio, ""));
        }

        figures.Add(new Figure($"append_ratio.{name}", least, "", Aim: ">= 0.6"));
        var (elapsed, cpu) = await ReplayAsync(store, quick ? 100_000 : 1_000_000, cancellationToken);
        figures.Add(new Figure($"replay_1m_s.{name}", elapsed, "s", Aim: "<= 5"));
        figures.Add(new Figure($"replay_1m_cpu_s.{name}", cpu, "s"));

        Func<int, long, Task> AppendAsync(string trial) => async (writer, number) =>
        {
            var stream = new StreamId(Tenant, "presenter", $"{trial}-{writer}");
            if (await store.AppendAsync([new StreamWrite(stream, number, [new NewEvent(Guid.CreateVersion7(), "test.said", data)])], cancellationToken) is not AppendOutcome.Appended)
            {
                throw new InvalidOperationException($"{stream} has another writer.");
            }
        };
    }

    // Seconds for a million facts, and those of a processor that this process used: all are read in their order and become records again.
    private static async Task<(double Elapsed, double Cpu)> ReplayAsync(IEventStore store, int count, CancellationToken cancellationToken)
    {
        const int each = 1000;
        var streams = new EventStreams(store, new EventCodec());
        var from = await store.HeadAsync(cancellationToken);
        for (var stream = 0; stream < count / each; stream++)
        {
            var facts = Enumerable.Range(0, each).Select(number => (IDomainEvent)new CommandAnswered("a payload of two hundred bytes".PadRight(200, '.'), number)).ToArray();
            await store.AppendAsync([streams.Write(new StreamId(Tenant, "replay", $"{stream}"), 0, facts)], cancellationToken);
        }

        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var sum = 0L;
        await foreach (var envelope in store.ReadAsync(new EventFilter(), from, cancellationToken))
        {
            sum += ((CommandAnswered)streams.Read(envelope)!).Version;
        }

        var (elapsed, used) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        return sum == count / each * (each * (each - 1L) / 2)
            ? (elapsed * 1_000_000 / count, used * 1_000_000 / count)
            : throw new InvalidOperationException("The log came back otherwise than it was written.");
    }

    private static Figure Of(string name, IEnumerable<double> values, string unit)
    {
        var repetitions = Repetitions.Of(values);
        return new Figure(name, repetitions.Median, unit, Spread: repetitions.Spread);
    }

    private static string Row(AppendTrial trial) =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.PerSecond:F1},{trial.Percentile(0.5):F3},{trial.Percentile(0.99):F3}");
}
