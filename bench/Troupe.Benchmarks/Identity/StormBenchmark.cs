extern alias server;

using System.Diagnostics;
using System.Globalization;
using server::Troupe.Server.Delivery;
using server::Troupe.Server.Events.InMemory;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Identity;

/// <summary>All sockets of a server are lost at once while every session has things to say, and come back by their tickets. Server and clients share the process and its processors.</summary>
internal sealed class StormBenchmark : IBenchmark
{
    private const int Most = 5_000;

    /// <summary>What each session says while nobody listens, and what it says in all.</summary>
    private const int SaidMeanwhile = 10;
    private const int Handshake = 2;

    public string Name => "storm";

    public string Summary => "Up to 5,000 sockets lost at once, as many as the process may have; how soon all are back and what was lost (30 seconds).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        // A connection has two ends here, and an aborted one lingers.
        var count = (int)Math.Min(Most, ((FileDescriptors.Limit() ?? int.MaxValue) - 2_000) / 3);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await IdentityServer.StartAsync(
            new InMemoryEventStore(TimeProvider.System),
            async (_, _, _, _, _, transport, stop) =>
            {
                await lost.Task.WaitAsync(stop);
                for (var said = 0; said < SaidMeanwhile; said++)
                {
                    transport.Send(new StateChanged { State = ConversationState.Listening });
                }

                await over.Task.WaitAsync(stop);
                return SessionEndReason.ClientEnded;
            },
            $"--Troupe:Sessions:MaxSessions={count}",
            $"--Troupe:Delivery:MaxSockets={2 * count}",
            $"--Troupe:Delivery:MaxConnections={count}",
            "--Troupe:Delivery:KeepAliveInterval=00:01:00",
            "--Troupe:Delivery:KeepAliveTimeout=00:01:00",
            "--Troupe:Delivery:SendPatience=00:03:00",
            "--Troupe:Delivery:Retention=00:05:00",
            "--Troupe:Sessions:ResumeWindow=00:02:00",
            "--Troupe:Limits:KeyShare=1",
            "--Troupe:Limits:Capacity=1000000",
            "--Troupe:Limits:Tiers:local:Scale=1000000");
        var sessions = new SessionSocket[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, async (index, stop) =>
            sessions[index] = await SessionSocket.OpenAsync(server.Http, token: null, stop));

        foreach (var session in sessions)
        {
            session.Cut();
        }

        lost.SetResult();
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(100));
        var back = await Task.WhenAll(sessions.Select((session, index) => Task.Run(async () => await BackAsync(session, new Random(index), began, patience.Token), CancellationToken.None)));
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await File.WriteAllLinesAsync(
            Path.Combine(run.RawFolder, "storm.csv"),
            ["session,back_ms,attempts,lost,duplicated", .. sessions.Select((session, index) => string.Create(CultureInfo.InvariantCulture, $"{index},{back[index]?.TotalMilliseconds:F1},{session.Attempts},{session.Lost},{session.Duplicated}"))],
            cancellationToken);
        over.SetResult();
        foreach (var session in sessions)
        {
            session.Cut();
        }

        return
        [
            new("sockets", count, ""),
            new("resumed_share", (double)back.Count(time => time is not null) / count, "", ">= 1"),
            new("resume_all_s", back.Max(time => time?.TotalSeconds ?? double.PositiveInfinity), "s", "<= 8"),
            new("attempts_per_resume", (double)sessions.Sum(session => session.Attempts) / count, ""),
            new("resume_cpu_us", cpu.TotalMicroseconds / count, "us"),
            new("lost", sessions.Sum(session => session.Lost), "", "<= 0"),
            new("duplicated", sessions.Sum(session => session.Duplicated), "", "<= 0"),
        ];
    }

    private static async Task<TimeSpan?> BackAsync(SessionSocket session, Random random, long began, CancellationToken cancellationToken)
    {
        try
        {
            await session.ResumeAsync(random, cancellationToken);
            await session.ReadToAsync(Handshake + SaidMeanwhile, cancellationToken);
            return Stopwatch.GetElapsedTime(began);
        }
        catch (Exception exception) when (exception is System.Net.WebSockets.WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
