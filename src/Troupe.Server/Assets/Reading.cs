using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Assets;

/// <summary>Shows what is known of assets.</summary>
internal static class Reading
{
    private const int MostItems = 200;

    /// <summary>Maps <c>GET /v1/assets</c> and <c>GET /v1/assets/{asset}/about</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("", ListAsync)
            .WithAsset("list").RequireScopeOf("asset:read").Costs(Budget.Read)
            .WithSummary("Lists assets").WithDescription($"In the order of their ids, `limit` (1 to {MostItems}, 50 if left out) at a time; `after` is the last answer's `next`.")
            .Produces<AssetPage>().Refuses("bad_request");
        routes.MapGet("{asset}/about", AboutAsync)
            .WithAsset("about").RequireScopeOf("asset:read").Costs(Budget.Read)
            .WithSummary("Reads what is known of an asset").WithDescription("With a fresh address for pages.")
            .Produces<AssetView>().Refuses("asset_not_found");
    }

    private static async Task<IResult> ListAsync(HttpContext context, AssetDirectory directory, AssetUrls urls, CancellationToken cancellationToken, string? after = null, int limit = 50)
    {
        if (limit is < 1 or > MostItems)
        {
            return Problem.Of("bad_request", $"A page has 1 to {MostItems} assets.");
        }

        var tenant = Caller.Of(context).Tenant;
        var found = await directory.ListAsync(tenant, after, limit + 1, asset => asset.Exists, cancellationToken);
        var items = found.Take(limit).Select(entry => entry.Asset.ToView(tenant, entry.Id, urls)).ToArray();
        return Results.Json(new AssetPage(items, found.Count > limit ? items[^1].Id : null), Wire.Json);
    }

    private static async Task<IResult> AboutAsync(string asset, HttpContext context, EventStreams streams, AssetUrls urls, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        return AssetId.TryParse(asset, out var id) && await streams.LoadAsync<Asset>(tenant, asset, cancellationToken) is { State: { Exists: true } state }
            ? Results.Json(state.ToView(tenant, id, urls), Wire.Json)
            : AssetAnswers.NotFound(asset);
    }
}
