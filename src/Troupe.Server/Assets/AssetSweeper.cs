using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Assets;

/// <summary>
/// Removes what nothing names. An asset that no draft and no revision names is marked; one that is marked for the time of grace is removed; bytes that no tenant has had for the time
/// of grace are deleted. What is named again meanwhile comes back. Thread-safe.
/// </summary>
internal sealed class AssetSweeper(AssetDirectory directory, IAssetUses uses, IBlobStore blobs, AssetGates gates, CommandDesk desk, IOptions<AssetsOptions> options, TimeProvider time)
{
    private const int Part = 200;

    private readonly ConcurrentDictionary<TenantId, SweepReport> _reports = new();

    /// <summary>The last sweep of a tenant, or how far the one that goes on is; null when there was none since the server began.</summary>
    public SweepReport? LastOf(TenantId tenant) => _reports.GetValueOrDefault(tenant);

    /// <summary>Sweeps the assets of a tenant. Every change is a command of the caller, and so in the audit.</summary>
    /// <param name="caller">On whose behalf, and which tenant.</param>
    /// <param name="dryRun">Whether only to look.</param>
    /// <param name="cancellationToken">Breaks off; what was done stays done.</param>
    public async ValueTask<SweepReport> SweepAsync(Caller caller, bool dryRun, CancellationToken cancellationToken)
    {
        var used = await uses.FindAsync(caller.Tenant, cancellationToken);
        var total = (await directory.ListAsync(caller.Tenant, after: null, int.MaxValue, asset => asset.Exists, cancellationToken)).Count;
        var report = _reports[caller.Tenant] = new SweepReport(dryRun, Done: false, total, 0, 0, 0, [], 0);
        var removed = new List<string>();
        string? after = null;
        while (await directory.ListAsync(caller.Tenant, after, Part, _ => true, cancellationToken) is { Count: > 0 } part)
        {
            foreach (var (id, asset) in part)
            {
                var fact = Judge(asset, used.Contains(id));
                if (fact is not null && !dryRun)
                {
                    await RecordAsync(caller, id, asset, fact, cancellationToken);
                }

                if (fact is AssetRemoved)
                {
                    removed.Add(id.Value);
                    report = report with { RemovedBytes = report.RemovedBytes + asset.Uploaded!.Bytes };
                }

                report = asset.Exists
                    ? report with { Examined = report.Examined + 1, Used = report.Used + (used.Contains(id) ? 1 : 0), Waiting = report.Waiting + (!used.Contains(id) && fact is not AssetRemoved ? 1 : 0) }
                    : report;
            }

            after = part[^1].Id.Value;
            _reports[caller.Tenant] = report with { Removed = [.. removed] };
        }

        return _reports[caller.Tenant] = report with { Done = true, Removed = [.. removed] };
    }

    /// <summary>Deletes bytes that no tenant has had for the time of grace, and files of uploads that broke off.</summary>
    /// <returns>How many were deleted.</returns>
    public async ValueTask<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Grace;
        BlobFiles.DeleteOlder(Path.Combine(options.Value.Folder, FolderBlobStore.Incoming), before);
        var held = await directory.HeldAsync(removedAfter: before, cancellationToken);
        var deleted = 0;
        await foreach (var blob in blobs.ListAsync(cancellationToken))
        {
            if (held.Contains(blob.Id) || blob.WrittenAt > before)
            {
                continue;
            }

            // Somebody may be uploading the same bytes: look again when they are done.
            using (await gates.EnterAsync(blob.Id, cancellationToken))
            {
                if (await blobs.FindAsync(blob.Id, cancellationToken) is { } still && still.WrittenAt <= before && !await directory.IsHeldAsync(blob.Id, before, cancellationToken))
                {
                    await blobs.DeleteAsync(blob.Id, cancellationToken);
                    deleted++;
                }
            }
        }

        return deleted;
    }

    private IDomainEvent? Judge(Asset asset, bool isUsed) => asset switch
    {
        // Somebody named it while it was being removed; its bytes are still there.
        { Exists: false } => isUsed ? new AssetUsed() : null,
        { UnusedSince: null } => isUsed ? null : new AssetUnused(time.GetUtcNow()),
        _ when isUsed => new AssetUsed(),
        { UnusedSince: { } since } => since <= time.GetUtcNow() - options.Value.Grace ? new AssetRemoved(time.GetUtcNow()) : null,
    };

    // Whoever changed the asset since it was judged wins: then it is judged anew in the next sweep.
    private async ValueTask RecordAsync(Caller caller, AssetId id, Asset judged, IDomainEvent fact, CancellationToken cancellationToken) =>
        await desk.ExecuteAsync<Asset>(
            new Command(caller, "asset.sweep", new { id.Value }) { Why = "No draft and no revision names it.", WhyIsAllowed = true },
            id.Value,
            state => state.Uploaded?.At == judged.Uploaded?.At && state.UnusedSince == judged.UnusedSince && state.RemovedAt == judged.RemovedAt ? new Decided.Accepted(fact) : new Decided.Accepted(),
            cancellationToken);
}
