namespace Troupe.Server.Presenters;

/// <summary>What a look needs to know of an asset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is, such as <c>image</c> or <c>rig</c>.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Url">Where a page finds it, relative to the server.</param>
/// <param name="Rig">The character that it holds; null when it holds none.</param>
internal sealed record AssetCard(string Id, string Kind, long Bytes, string Url, Rig? Rig = null)
{
    /// <summary>Its media type.</summary>
    public string Type { get; init; } = "application/octet-stream";

    /// <summary>What its bytes are checked against (W3C Subresource Integrity).</summary>
    public string Integrity { get; init; } = "";
}

/// <summary>Knows the assets of tenants. Thread-safe.</summary>
internal interface IAssetCatalog
{
    /// <summary>An asset of a tenant; null when the tenant has none of this id.</summary>
    ValueTask<AssetCard?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken);
}
