using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Presenters;

/// <summary>Shows what a page needs to show a revision.</summary>
internal static class ShowingManifest
{
    /// <summary>Maps <c>GET /v1/presenters/{presenter}/revisions/{revision}/manifest</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("{presenter}/revisions/{revision:int}/manifest", ShowAsync)
            .WithPresenter("manifest", "presenter:view", Budget.Read).Produces<AssetManifest>()
            .WithSummary("Read the assets of a revision")
            .WithDescription("Every asset that the revision names, with its role, type, size, integrity (W3C Subresource Integrity) and an address for pages. Assets stay as long as a revision names them.")
            .Refuses("presenter_not_found", "revision_not_found");

    private static async Task<IResult> ShowAsync(string presenter, int revision, HttpContext context, EventStreams streams, IAssetCatalog assets, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        if (!StreamId.IsId(presenter) || await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken) is not { State: { Exists: true } state })
        {
            return PresenterEdits.NotFound(presenter);
        }

        if (state.Find(revision)?.Profile is not { } profile)
        {
            return Problem.Of("revision_not_found", $"There is no revision {revision}.");
        }

        var entries = new List<ManifestEntry>();
        foreach (var (role, name) in profile.Brand.Select(brand => (brand.Role, brand.Asset)).Append(("rig", profile.Look.Rig)).OrderBy(entry => entry.Item1, StringComparer.Ordinal))
        {
            if (await assets.FindAsync(tenant, name, cancellationToken) is { } asset)
            {
                entries.Add(new ManifestEntry(role, asset.Id, asset.Type, asset.Bytes, asset.Integrity, asset.Url));
            }
        }

        return Results.Json(new AssetManifest(presenter, revision, entries), Wire.Json);
    }
}
