using Troupe.Contracts.Audit;
using Troupe.Contracts.Control;
using Troupe.Contracts.Merkle;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Reads the audit log: pages, checkpoints, proofs and the export. Thread-safe.</summary>
internal sealed class AuditReader(EventStreams streams, AuditTrees trees, CheckpointSigner signer)
{
    /// <summary>A page.</summary>
    public async Task<AuditPage> PageAsync(TenantId tenant, AuditQuery query, CancellationToken cancellationToken)
    {
        var entries = new List<AuditRecord>();
        var (position, looked, more) = (query.After ?? 0, 0, false);
        await foreach (var envelope in EntriesAsync(tenant, position, cancellationToken))
        {
            if (entries.Count == (query.Limit ?? 100) || looked == AuditQuery.MostLookedAt)
            {
                more = true;
                break;
            }

            (position, looked) = (envelope.Version, looked + 1);
            if (streams.Read(envelope) is AuditEntry entry && query.Passes(envelope, entry))
            {
                entries.Add(new AuditRecord(envelope.Version - 1, envelope.At, envelope.Id, streams.Show(envelope)));
            }
        }

        return new AuditPage(entries, more ? position : null);
    }

    /// <summary>The signed checkpoint of all entries that there are.</summary>
    public Task<string> CheckpointAsync(TenantId tenant, CancellationToken cancellationToken) =>
        trees.Of(tenant).AskAsync(tiles => signer.SignAsync(tenant, tiles, cancellationToken), cancellationToken);

    /// <summary>Proves that an entry is in the log; null when there is no such entry among the first <paramref name="size"/>.</summary>
    public async Task<InclusionProof?> InclusionAsync(TenantId tenant, long index, long? size, CancellationToken cancellationToken)
    {
        var (count, path) = await trees.Of(tenant).AskAsync(
            async tiles => (size ?? tiles.Size) is var count && count <= tiles.Size && index < count ? (count, await tiles.InclusionAsync(index, count, cancellationToken)) : default,
            cancellationToken);
        await foreach (var envelope in EntriesAsync(tenant, path is null ? long.MaxValue - 1 : index, cancellationToken))
        {
            var line = AuditLine.Of(envelope);
            return new InclusionProof(index, count, MerkleHash.OfLeaf(line).ToString(), [.. path!.Select(hash => hash.ToString())], System.Text.Encoding.UTF8.GetString(line));
        }

        return null;
    }

    /// <summary>Proves that the log only grew; null when it has fewer entries.</summary>
    public async Task<ConsistencyProof?> ConsistencyAsync(TenantId tenant, long older, long? size, CancellationToken cancellationToken)
    {
        var (count, proof) = await trees.Of(tenant).AskAsync(
            async tiles => (size ?? tiles.Size) is var count && count <= tiles.Size && older <= count ? (count, await tiles.ConsistencyAsync(older, count, cancellationToken)) : default,
            cancellationToken);
        return proof is null ? null : new ConsistencyProof(older, count, [.. proof.Select(hash => hash.ToString())]);
    }

    /// <summary>The lines of the export up to a checkpoint, with their line breaks. The hashes are those of the tree, so that an entry that was changed in the store is found.</summary>
    public async IAsyncEnumerable<byte[]> ExportAsync(TenantId tenant, string note, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var size = Checkpoint.Read(note).Size;
        await foreach (var envelope in EntriesAsync(tenant, after: 0, cancellationToken))
        {
            if (envelope.Version > size)
            {
                break;
            }

            yield return [.. AuditLine.Of(envelope), (byte)'\n'];
            if (envelope.Version % ExportLines.Block == 0 || envelope.Version == size)
            {
                var block = (envelope.Version - 1) / ExportLines.Block;
                var hashes = await trees.Of(tenant).AskAsync(tiles => tiles.LeavesAsync(block, (int)(envelope.Version - (block * ExportLines.Block)), cancellationToken), cancellationToken);
                yield return ExportLines.OfHashes(hashes);
            }
        }

        yield return ExportLines.OfCheckpoint(note);
    }

    private IAsyncEnumerable<EventEnvelope> EntriesAsync(TenantId tenant, long after, CancellationToken cancellationToken) =>
        streams.Store.ReadStreamAsync(AuditEntry.StreamOf(tenant), after, cancellationToken);
}
