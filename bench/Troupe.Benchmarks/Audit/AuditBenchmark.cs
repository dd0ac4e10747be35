extern alias server;

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Merkle;
using Troupe.Testing.Audit;
using server::Troupe.Server;
using server::Troupe.Server.Audit;
using server::Troupe.Server.Events.InMemory;

namespace Troupe.Benchmarks.Audit;

/// <summary>What it takes to verify a long audit log, to prove one of its entries, and to damage an export unnoticed.</summary>
internal sealed class AuditBenchmark : IBenchmark
{
    private const int Entries = 1_000_000;
    private const int Damages = 10_000;

    public string Name => "audit";

    public string Summary => "Verifies an export of a million entries, proves one of them, and damages a small export 10,000 times (a minute).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var key = new NoteKey("example.com/audit", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var tiles = new MerkleTiles(new InMemoryEventStore(TimeProvider.System), AuditEntry.StreamOf(TenantId.Local));
        var file = Path.Combine(run.RawFolder, "audit.jsonl");
        var append = await WriteAsync(file, tiles, key, cancellationToken);
        var longest = 0;
        var began = Stopwatch.GetTimestamp();
        const int Proofs = 200;
        for (var index = 0; index < Proofs; index++)
        {
            longest = Math.Max(longest, (await tiles.InclusionAsync(index * (Entries / Proofs), Entries, cancellationToken)).Count);
        }

        var proof = Stopwatch.GetElapsedTime(began).TotalMicroseconds / Proofs;
        var cpu = Environment.CpuUsage.TotalTime;
        began = Stopwatch.GetTimestamp();
        await using (var export = File.OpenRead(file))
        {
            var report = await ExportCheck.CheckAsync(export, key: key, cancellationToken: cancellationToken);
            if (!report.IsWhole || report.Entries != Entries)
            {
                throw new InvalidOperationException($"The export is not whole: {report.Damage[0].Detail}");
            }
        }

        var verify = Stopwatch.GetElapsedTime(began).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        File.Delete(file);
        return
        [
            new("verify_1m_s", verify, "s", "<= 3"),
            new("verify_1m_cpu_s", cpu.TotalSeconds, "s"),
            new("proof_hashes", longest, "", "<= 20"),
            new("proof_us", proof, "us"),
            new("append_us", append, "us"),
            new("damages_detected_share", await DetectedAsync(key), "", ">= 1"),
        ];
    }

    // An entry as long as a usual one.
    private static byte[] LineOf(int index) => Encoding.UTF8.GetBytes(
        $"{{\"index\":{index},\"at\":\"2026-01-31T12:00:00.000Z\",\"id\":\"0198c2f0-0000-7000-8000-{index:x12}\",\"entry\":{{\"action\":\"presenter.changeLook\",\"target\":\"presenter/weather\",\"subject\":\"key_{index % 97}\",\"credential\":\"key_{index % 97}\",\"outcome\":\"done\",\"version\":{index},\"chain\":[]}}}}");

    // The result is the time in the tree for each entry, in microseconds.
    private static async Task<double> WriteAsync(string path, MerkleTiles tiles, NoteKey key, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var block = new List<MerkleHash>(ExportLines.Block);
        var inTree = 0L;
        for (var index = 0; index < Entries; index++)
        {
            var line = LineOf(index);
            file.Write(line);
            file.WriteByte((byte)'\n');
            block.Add(MerkleHash.OfLeaf(line));
            var began = Stopwatch.GetTimestamp();
            await tiles.AppendAsync(block[^1], cancellationToken);
            inTree += Stopwatch.GetTimestamp() - began;
            if (block.Count == ExportLines.Block || index == Entries - 1)
            {
                file.Write(ExportLines.OfHashes([.. block]));
                block.Clear();
            }
        }

        file.Write(ExportLines.OfCheckpoint(new Checkpoint(key.Name, Entries, await tiles.RootAsync(Entries, cancellationToken)).Sign(key)));
        return Stopwatch.GetElapsedTime(0, inTree).TotalMicroseconds / Entries;
    }

    private static async Task<double> DetectedAsync(NoteKey key)
    {
        var (random, whole, detected) = (new Random(1), ExportedLog.Write(600, "entry", key), 0);
        for (var round = 0; round < Damages; round++)
        {
            detected += (await ExportCheck.CheckAsync(new MemoryStream(ExportedLog.Change(whole, random)), key: key)).IsWhole ? 0 : 1;
        }

        return (double)detected / Damages;
    }
}
