using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Control;
using Troupe.Contracts.Merkle;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>The audit log of a tenant is of its own entries alone: its export, its checkpoint and its proofs are of one tree, and no index reaches beyond it.</summary>
internal static class AuditOfOthers
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var attacker = plot.Attacker;
        var newcomer = await plot.Settle("standard");
        foreach (var tenant in (TenantClient[])[plot.Victim, newcomer, attacker])
        {
            await CheckAsync(plot, tenant, cancellationToken);
        }

        // Others have longer logs than a newcomer.
        foreach (var index in (int[])[1_000, 100, 50])
        {
            foreach (var (operation, path) in (IEnumerable<(string, string)>)[("audit.proveInclusion", $"inclusion?index={index}"), ("audit.proveConsistency", $"consistency?from=1&to={index}")])
            {
                var answer = await plot.AskAsync(newcomer, operation, path: $"/v1/audit/proofs/{path}", cancellationToken: cancellationToken);
                plot.Expect(answer.Status == 404, $"{operation} beyond the log", $"answered {answer.Status}: {answer.Body}");
            }
        }
    }

    private static async Task CheckAsync(Plot plot, TenantClient tenant, CancellationToken cancellationToken)
    {
        var export = await plot.AskAsync(tenant, "audit.export", cancellationToken: cancellationToken);
        plot.Prove(export, tenant, "audit.export", "The export of the audit log");
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(export.Body));
        var report = await ExportCheck.CheckAsync(lines, cancellationToken: cancellationToken);
        plot.Expect(report is { Damage.Count: 0, Checkpoint: { } } && report.Checkpoint.Size == report.Entries && report.Checkpoint.Origin.EndsWith($"/{tenant.Tenant}", StringComparison.Ordinal), "audit.export", $"is not one tenant's log: {export.Body}");

        var note = await plot.AskAsync(tenant, "audit.checkpoint", cancellationToken: cancellationToken);
        var checkpoint = note.IsDone ? Checkpoint.Read(note.Body) : null;
        plot.Expect(checkpoint?.Size >= report.Entries && checkpoint.Origin.EndsWith($"/{tenant.Tenant}", StringComparison.Ordinal), "audit.checkpoint", $"is not of the tenant's log of {report.Entries} entries: {note.Body}");
        if (checkpoint is null || report.Checkpoint is not { } exported)
        {
            return;
        }

        var own = export.Body.Split('\n');
        foreach (var index in (int[])[0, 1, 2])
        {
            var answer = await plot.AskAsync(tenant, "audit.proveInclusion", path: $"/v1/audit/proofs/inclusion?index={index}&size={exported.Size}", cancellationToken: cancellationToken);
            var proof = answer.IsDone ? JsonSerializer.Deserialize<InclusionProof>(answer.Body, Wire.Json) : null;
            plot.Expect(
                proof is not null && proof.Line == own[index] && MerkleProof.Includes(MerkleHash.OfLeaf(Encoding.UTF8.GetBytes(proof.Line)), index, exported.Size, exported.Root, Read(proof.Hashes)),
                "audit.proveInclusion",
                $"does not prove entry {index} of the tenant's log: {answer.Status} {answer.Body}");
        }

        var grown = await plot.AskAsync(tenant, "audit.proveConsistency", path: $"/v1/audit/proofs/consistency?from={exported.Size}&to={checkpoint.Size}", cancellationToken: cancellationToken);
        var consistency = grown.IsDone ? JsonSerializer.Deserialize<ConsistencyProof>(grown.Body, Wire.Json) : null;
        plot.Expect(
            consistency is not null && MerkleProof.Continues(exported.Size, exported.Root, checkpoint.Size, checkpoint.Root, Read(consistency.Hashes)), "audit.proveConsistency", $"does not prove that the tenant's log grew: {grown.Status} {grown.Body}");
    }

    private static MerkleHash[] Read(IReadOnlyList<string> hashes) => [.. hashes.Select(hash => MerkleHash.TryParse(hash, out var read) ? read : MerkleHash.Empty)];
}
