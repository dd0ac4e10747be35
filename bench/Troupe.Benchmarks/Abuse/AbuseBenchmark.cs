extern alias server;

using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Benchmarks.Harness;
using server::Troupe.Server;
using server::Troupe.Server.Abuse;
using server::Troupe.Server.Admission;
using server::Troupe.Server.Audit;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.InMemory;

namespace Troupe.Benchmarks.Abuse;

/// <summary>How many thieves are caught in a synthetic world, how many honest people are troubled, and what looking costs.</summary>
internal sealed class AbuseBenchmark : IBenchmark
{
    private const int Callers = 1000;
    private const int Looks = 1_000_000;

    public string Name => "abuse";

    public string Summary => "20,000 sessions of a synthetic world, 500 of them stolen: thefts caught, honest sessions held, and the time of a look (10 seconds).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var trial = await TheftTrial.RunAsync(sessions: 19_500, thefts: 500, seed: 1);
        var (nanoseconds, bytes) = Cost();
        return
        [
            new("thefts_caught_share", (double)trial.Caught / trial.Thefts, "", ">= 0.99"),
            new("thefts_caught_at_once_share", (double)trial.CaughtAtOnce / trial.Thefts, ""),
            new("false_positive_share", (double)trial.FalsePositives / trial.Sessions, "", "<= 0.001"),
            new("median_detect_ms", trial.MedianDetect.TotalMilliseconds, "ms", "<= 1000"),
            new("audited_share", (double)trial.Audited / (trial.Caught + trial.FalsePositives), "", ">= 1"),
            new("watch_ns", nanoseconds, "ns", "<= 5000"),
            new("watch_bytes", bytes, "B"),
        ];
    }

    private static (double Nanoseconds, double Bytes) Cost()
    {
        var options = Options.Create(new AbuseOptions());
        var streams = new EventStreams(new InMemoryEventStore(TimeProvider.System), new EventCodec());
        var writer = new AuditWriter(streams, new AuditSpool(Options.Create(new AuditOptions())), TimeProvider.System);
        using var recorder = new AbuseRecorder(writer, streams, Options.Create(new TokensOptions()), TimeProvider.System, NullLogger<AbuseRecorder>.Instance);
        var watch = new AbuseWatch(new ClientAddress(options), SyntheticWorld.Table, recorder, new Watchers<CredentialNarrowed>(), options, TimeProvider.System);
        var random = new Random(1);
        var callers = Enumerable.Range(0, Callers)
            .Select(index => (Caller: new Caller(TenantId.Local, $"s{index}", $"c{index}", default) { Kind = CredentialKind.Token }, Address: SyntheticWorld.Access(index % SyntheticWorld.Count, 0, random)))
            .ToArray();
        var (allocated, began) = (0L, 0L);

        // The first fifth warms up.
        for (var look = -Looks / 5; look < Looks; look++)
        {
            if (look == 0)
            {
                (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            }

            var (caller, address) = callers[(look + Looks) % Callers];
            _ = watch.Watch(caller, new Sighting(look * 10L, SyntheticWorld.Table.Find(address), IsSix: false, Client: 1, Target: 1));
        }

        return (Stopwatch.GetElapsedTime(began).TotalNanoseconds / Looks, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Looks);
    }
}
