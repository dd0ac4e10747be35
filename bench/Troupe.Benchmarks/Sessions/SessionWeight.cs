using System.Diagnostics;
using Troupe.Conversation;

namespace Troupe.Benchmarks.Sessions;

/// <summary>What a session in which nobody speaks weighs: with an open microphone, a voice, and a second of silence heard, so that every buffer is there. The client's socket is part of it.</summary>
/// <param name="Heap">Bytes on the heap of .NET after a full collection, for each session.</param>
/// <param name="Resident">Bytes of the process in memory, for each session: what native engines hold is among them.</param>
public sealed record SessionWeight(double Heap, double Resident)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Weighs sessions of the real server in this process.</summary>
    /// <param name="engines">The server's engines.</param>
    /// <param name="count">How many are weighed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SessionWeight> MeasureAsync(ConversationEngines engines, int count, CancellationToken cancellationToken)
    {
        await using var sessions = await ServedSessions.StartAsync(engines, cancellationToken);

        // What the first sessions leave behind for all is not theirs.
        await sessions.OpenAsync(20, cancellationToken);
        await sessions.ListenAsync(TimeSpan.FromSeconds(1), every20: null, cancellationToken);
        var before = Memory();
        await sessions.OpenAsync(count, cancellationToken);
        await sessions.ListenAsync(TimeSpan.FromSeconds(1), every20: null, cancellationToken);
        var after = await SettledAsync(cancellationToken);
        return new SessionWeight((double)(after.Heap - before.Heap) / count, (double)(after.Resident - before.Resident) / count);
    }

    // Packets that still wait on a busy machine are no part of an idle session: looks until the heap shrinks no more.
    private static async Task<(long Heap, long Resident)> SettledAsync(CancellationToken cancellationToken)
    {
        for (var last = Memory(); ;)
        {
            await Task.Delay(Look, cancellationToken);
            var now = Memory();
            if (now.Heap > last.Heap * 0.995)
            {
                return now;
            }

            last = now;
        }
    }

    private static (long Heap, long Resident) Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
