using System.Threading.Channels;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;

namespace Troupe.Server.Abuse;

/// <summary>Writes what abuse was answered with into the audit, behind the requests.</summary>
internal sealed class AbuseRecorder(AuditWriter writer, TimeProvider time, ILogger<AbuseRecorder> logger) : BackgroundService
{
    /// <summary>Answers that wait to be written: each credential makes few.</summary>
    private const int Capacity = 10_000;

    private readonly Channel<(TenantId Tenant, AuditEntry Entry)> _entries = Channel.CreateBounded<(TenantId, AuditEntry)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Takes an answer.</summary>
    public void Record(Caller caller, AbuseResponse response, Signal signal)
    {
        var action = response switch
        {
            AbuseResponse.Narrow => "narrow",
            AbuseResponse.StepUp => "stepUp",
            _ => "end",
        };
        var entry = writer.EntryOf(caller, "abuse.answer", $"credential/{caller.CommonName}", response.Code()) with
        {
            Chain = [$"signal:{signal.Name}", .. signal.Chain, $"response:{action}"],
            OccurredAt = time.GetUtcNow(),
        };
        logger.Answered(caller.Tenant.Value, signal.Name, action);
        if (!_entries.Writer.TryWrite((caller.Tenant, entry)))
        {
            logger.NotRecorded(caller.Tenant.Value, signal.Name);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (tenant, entry) in _entries.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await writer.WriteOrSpoolAsync(tenant, entry, stoppingToken);
                }
                catch (EventStoreException)
                {
                    logger.NotRecorded(tenant.Value, entry.Chain[0]);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
