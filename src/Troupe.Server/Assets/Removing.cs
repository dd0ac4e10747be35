using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Limits;

namespace Troupe.Server.Assets;

/// <summary>Removes an asset that nothing names.</summary>
internal static class Removing
{
    /// <summary>Maps <c>DELETE /v1/assets/{asset}</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("{asset}", RemoveAsync)
            .WithAsset("remove").RequireScopeOf("asset:write").Costs(Budget.Command)
            .WithSummary("Removes an asset").WithDescription("Only one that no draft and no revision names. Uploading it again brings it back.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses("asset_not_found", "asset_in_use", "precondition_failed", "version_conflict", "policy_denied");

    private static async Task<IResult> RemoveAsync(string asset, HttpContext context, CommandDesk desk, IAssetUses uses, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!AssetId.TryParse(asset, out var id))
        {
            return AssetAnswers.NotFound(asset);
        }

        var isUsed = (await uses.FindAsync(Caller.Of(context).Tenant, cancellationToken)).Contains(id);
        var outcome = await desk.ExecuteAsync<Asset>(
            Command.Of(context, "asset.remove", new { asset }),
            asset,
            state => !state.Exists ? new Decided.Refused("asset_not_found", new Reason("asset_not_found", ""))
                : isUsed ? new Decided.Refused("asset_in_use", new Reason("asset_in_use", "A draft or a revision names the asset; revisions never change, so it stays."))
                : new Decided.Accepted(new AssetRemoved(time.GetUtcNow())),
            cancellationToken);
        return outcome switch
        {
            CommandOutcome<Asset>.Done => Results.NoContent(),
            CommandOutcome<Asset>.Refused { Code: "asset_not_found" } => AssetAnswers.NotFound(asset),
            _ => outcome.ToResult((_, _) => asset),
        };
    }
}
