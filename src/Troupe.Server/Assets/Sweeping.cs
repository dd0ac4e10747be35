using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Limits;

namespace Troupe.Server.Assets;

/// <summary>Lets a tenant sweep its assets before the server does.</summary>
internal static class Sweeping
{
    private static readonly SweepReport Example = new(DryRun: true, Done: true, 12, 12, 9, 2, ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"], 48_213);

    /// <summary>Maps <c>POST</c> and <c>GET /v1/assets/sweep</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("sweep", async (HttpContext context, AssetSweeper sweeper, CancellationToken cancellationToken, bool dryRun = false) =>
                Results.Json(await sweeper.SweepAsync(Caller.Of(context), dryRun, cancellationToken), Wire.Json))
            .WithAsset("sweep").RequireScopeOf("asset:write").Costs(Budget.Command, work: 10)
            .WithSummary("Sweeps the tenant's assets")
            .WithDescription("Marks assets that no draft and no revision names, and removes those that were marked for the time of grace. `dryRun=true` only tells what it would remove. The server sweeps by itself too.")
            .Produces<SweepReport>();
        routes.MapGet("sweep", (HttpContext context, AssetSweeper sweeper) => Results.Json(sweeper.LastOf(Caller.Of(context).Tenant) ?? new SweepReport(DryRun: false, Done: true, 0, 0, 0, 0, [], 0), Wire.Json))
            .WithAsset("sweepProgress").RequireScopeOf("asset:read").Costs(Budget.Read)
            .WithSummary("Reads the last sweep, or how far it is").WithDescription("`examined` of `total` assets were looked at; zeros when there was no sweep since the server began.")
            .Produces<SweepReport>();
    }
}

/// <summary>Sweeps the assets of all tenants from time to time.</summary>
internal sealed class SweepTimer(AssetSweeper sweeper, AssetDirectory directory, IOptions<AssetsOptions> options, TimeProvider time, ILogger<SweepTimer> logger) : BackgroundService
{
    /// <summary>Sweeps once.</summary>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var tenant in await directory.TenantsAsync(cancellationToken))
        {
            removed += (await sweeper.SweepAsync(new Caller(tenant, "server", "sweep", ScopeSet.Of("asset:write")), dryRun: false, cancellationToken)).Removed.Count;
        }

        var deleted = await sweeper.DeleteAsync(cancellationToken);
        if (removed + deleted > 0)
        {
            logger.Swept(removed, deleted);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SweepEvery == TimeSpan.Zero)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.SweepEvery, time, stoppingToken);
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is Events.EventStoreException or Storage.BlobStoreException)
            {
                logger.SweepBrokeOff(failure);
            }
        }
    }
}
