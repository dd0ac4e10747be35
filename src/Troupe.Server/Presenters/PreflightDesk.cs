using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Preflight with what it needs of the tenant's assets. Thread-safe.</summary>
internal sealed class PreflightDesk(PartSource parts, IAssetCatalog assets, IOptions<PresentersOptions> options)
{
    /// <summary>Looks the assets up that a profile names.</summary>
    /// <returns>Those that the tenant has, by id.</returns>
    public async ValueTask<IReadOnlyDictionary<string, AssetCard>> FindAssetsAsync(TenantId tenant, PresenterProfile profile, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, AssetCard>(StringComparer.Ordinal);
        foreach (var id in Preflight.AssetsOf(profile))
        {
            if (await assets.FindAsync(tenant, id, cancellationToken) is { } asset)
            {
                found[id] = asset;
            }
        }

        return found;
    }

    /// <summary>Checks a profile whose assets were looked up. Pure for a moment of the catalog.</summary>
    public IReadOnlyList<Reason> Check(PresenterProfile profile, IReadOnlyDictionary<string, AssetCard> found) => new Preflight(parts.Current, options.Value).Check(profile, found);
}
