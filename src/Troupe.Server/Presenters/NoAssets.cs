namespace Troupe.Server.Presenters;

/// <summary>A server that keeps no assets: no tenant has one.</summary>
internal sealed class NoAssets : IAssetCatalog
{
    /// <inheritdoc/>
    public ValueTask<AssetCard?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => new((AssetCard?)null);
}
