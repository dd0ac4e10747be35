using Troupe.Server.Events;

namespace Troupe.Server.Assets;

/// <summary>The assets of all tenants, for lists and sweeps: folded once, and brought up to date when somebody asks. Thread-safe.</summary>
internal sealed class AssetDirectory(EventStreams streams) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<TenantId, SortedDictionary<string, Asset>> _tenants = [];
    private long _position;

    /// <summary>A part of a tenant's assets that was durable when it was asked for, in the order of ids; removed ones included.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="after">The last id that the caller has; null from the beginning.</param>
    /// <param name="limit">How many.</param>
    /// <param name="where">Which ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<IReadOnlyList<(AssetId Id, Asset Asset)>> ListAsync(TenantId tenant, string? after, int limit, Func<Asset, bool> where, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<(AssetId, Asset)>>(
            () =>
            [
                .. _tenants.GetValueOrDefault(tenant, [])
                    .Where(entry => (after is null || string.CompareOrdinal(entry.Key, after) > 0) && where(entry.Value))
                    .Take(limit)
                    .Select(entry => (new AssetId(entry.Key), entry.Value)),
            ],
            cancellationToken);

    /// <summary>The tenants that ever had assets.</summary>
    public ValueTask<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<TenantId>>(() => [.. _tenants.Keys], cancellationToken);

    /// <summary>The assets that some tenant has, or had not long ago.</summary>
    /// <param name="removedAfter">What was removed after this is in it too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<IReadOnlySet<AssetId>> HeldAsync(DateTimeOffset removedAfter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlySet<AssetId>>(
            () => _tenants.Values.SelectMany(assets => assets).Where(entry => IsHeld(entry.Value, removedAfter)).Select(entry => new AssetId(entry.Key)).ToHashSet(),
            cancellationToken);

    /// <summary>Whether some tenant has an asset, or had it not long ago.</summary>
    public ValueTask<bool> IsHeldAsync(AssetId id, DateTimeOffset removedAfter, CancellationToken cancellationToken) =>
        ReadAsync(() => _tenants.Values.Any(assets => assets.TryGetValue(id.Value, out var asset) && IsHeld(asset, removedAfter)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static bool IsHeld(Asset asset, DateTimeOffset removedAfter) => asset.RemovedAt is null || asset.RemovedAt > removedAfter;

    private async ValueTask<TResult> ReadAsync<TResult>(Func<TResult> read, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // What other kinds have had until now is not looked through again the next time.
            var head = await streams.Store.HeadAsync(cancellationToken);
            await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(Kind: Asset.Kind), _position, cancellationToken))
            {
                if (!_tenants.TryGetValue(envelope.Stream.Tenant, out var assets))
                {
                    _tenants[envelope.Stream.Tenant] = assets = new SortedDictionary<string, Asset>(StringComparer.Ordinal);
                }

                var before = assets.GetValueOrDefault(envelope.Stream.Id, Asset.Initial);
                assets[envelope.Stream.Id] = streams.Read(envelope) is { } fact ? before.Apply(fact) : before;
                _position = envelope.Position;
            }

            _position = Math.Max(_position, head);
            return read();
        }
        finally
        {
            _gate.Release();
        }
    }
}
