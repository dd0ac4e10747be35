extern alias server;

using System.Diagnostics;
using Microsoft.Extensions.Options;
using Troupe.Benchmarks.Harness;
using server::Troupe.Server;
using server::Troupe.Server.Limits;

namespace Troupe.Benchmarks.Limits;

/// <summary>What a decision about limits costs beside an empty loop of the same run, and how fair the server stays under an abuser.</summary>
internal sealed class LimitsBenchmark : IBenchmark
{
    private const int Tenants = 1000;
    private const int Decisions = 2_000_000;
    private const int Rounds = 5;

    public string Name => "limits";

    public string Summary => "Time and bytes of a decision of the limiter over 1,000 tenants, and Jain's index under an abuser (10 seconds).";

    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var limiter = new Limiter(Options.Create(new LimitsOptions()), new TiersByName(), new ServerLoad(TimeProvider.System), TimeProvider.System);
        TenantId[] tenants = [.. Enumerable.Range(0, Tenants).Select(number => new TenantId($"tenant-{number}"))];
        var times = new double[Rounds];
        var bytes = 0.0;
        Decide(limiter, tenants, Decisions / 10);
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            Decide(limiter, tenants, Decisions);
            times[round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Decisions;
            bytes = Math.Max(bytes, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Decisions);
        }

        Array.Sort(times);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new("limit_decision_ns", times[Rounds / 2], "ns", "<= 1000", (times[3] - times[1]) / 2),
            new("limit_bytes_per_decision", bytes, "B", "<= 0"),
            new("jain", AbuseTrial.Run(), "", ">= 0.97"),
        ]);
    }

    /// <summary>What a request asks: a part of the server, and the budgets of its tenant, its key and its session.</summary>
    private static void Decide(Limiter limiter, TenantId[] tenants, int decisions)
    {
        for (var number = 0; number < decisions; number++)
        {
            var tenant = tenants[number % Tenants];
            limiter.Work(tenant, 1);
            limiter.Take(tenant, "key", "session", Budget.Command, 1);
        }
    }
}
