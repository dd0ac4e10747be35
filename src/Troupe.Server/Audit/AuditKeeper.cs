using Microsoft.Extensions.Options;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Works in the background: writes what waits in the spool, and signs the logs that grew, so that a log that is rolled back is noticed however seldom somebody asks.</summary>
internal sealed class AuditKeeper(
    IEventStore store, AuditTrees trees, CheckpointSigner signer, AuditWriter writer, AuditSpool spool, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditKeeper> logger) : BackgroundService
{
    private long? _position;

    /// <summary>One round.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var waiting = spool.Count;
        await writer.WriteSpooledAsync(cancellationToken);
        if (waiting > 0)
        {
            logger.SpoolWritten(waiting);
        }

        // The first round looks at every log that was signed before the server started.
        var grown = new HashSet<TenantId>(_position is null ? signer.Signed : []);
        var seen = _position ?? await store.HeadAsync(cancellationToken);
        await foreach (var envelope in store.ReadAsync(new EventFilter(Kind: "audit"), seen, cancellationToken))
        {
            grown.Add(envelope.Stream.Tenant);
            seen = envelope.Position;
        }

        foreach (var tenant in grown)
        {
            await SignAsync(tenant, cancellationToken);
        }

        _position = seen;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.CheckpointEvery, time, stoppingToken);
                try
                {
                    await KeepAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is EventStoreException or IOException or UnauthorizedAccessException)
                {
                    logger.KeepingFailed(failure.Message, spool.Count);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async ValueTask SignAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            await trees.Of(tenant).AskAsync(tiles => signer.SignAsync(tenant, tiles, cancellationToken), cancellationToken);
        }
        catch (AuditDamagedException damage)
        {
            logger.LogDamaged(tenant.Value, damage.Message);
        }
    }
}
