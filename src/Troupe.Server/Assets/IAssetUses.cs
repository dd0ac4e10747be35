namespace Troupe.Server.Assets;

/// <summary>Knows what names assets.</summary>
internal interface IAssetUses
{
    /// <summary>The assets that drafts and revisions of a tenant name: all that was durable when it was asked for.</summary>
    ValueTask<IReadOnlySet<AssetId>> FindAsync(TenantId tenant, CancellationToken cancellationToken);
}
