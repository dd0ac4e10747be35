using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;

namespace Troupe.Server.Abuse;

/// <summary>Writes what abuse was answered with into the audit, and the hold for other servers, behind the requests.</summary>
internal sealed class AbuseRecorder(AuditWriter writer, EventStreams streams, IOptions<TokensOptions> tokens, TimeProvider time, ILogger<AbuseRecorder> logger) : BackgroundService
{
    /// <summary>Answers that wait to be written: each credential makes few.</summary>
    private const int Capacity = 10_000;

    private readonly Channel<(TenantId Tenant, AuditEntry Entry, CredentialHeld Held)> _entries = Channel.CreateBounded<(TenantId, AuditEntry, CredentialHeld)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Takes an answer.</summary>
    /// <param name="caller">Whom it is to.</param>
    /// <param name="response">The answer.</param>
    /// <param name="until">Until when it holds; null for as long as the credential can be used.</param>
    /// <param name="signal">What it answers.</param>
    public void Record(Caller caller, AbuseResponse response, DateTimeOffset? until, Signal signal)
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
        if (!_entries.Writer.TryWrite((caller.Tenant, entry, new CredentialHeld(caller.CommonName, response, until ?? EndOf(caller)))))
        {
            logger.NotRecorded(caller.Tenant.Value, signal.Name);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (tenant, entry, held) in _entries.Reader.ReadAllAsync(stoppingToken))
            {
                await TellAsync(tenant, held, stoppingToken);
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

    // The last token of a family, made at its last refresh.
    private DateTimeOffset EndOf(Caller caller) =>
        caller.Family is not null ? time.GetUtcNow() + tokens.Value.RefreshLifetime + tokens.Value.MaxLifetime + tokens.Value.Leeway
        : caller.ExpiresAt is { } end ? end + tokens.Value.Leeway
        : DateTimeOffset.MaxValue;

    private async ValueTask TellAsync(TenantId tenant, CredentialHeld held, CancellationToken cancellationToken)
    {
        try
        {
            await streams.Store.AppendAsync([streams.Write(CredentialHeld.StreamOf(tenant, held.Credential), StreamWrite.AnyVersion, [held])], cancellationToken);
        }
        catch (EventStoreException failure)
        {
            logger.HoldUnwritten(tenant.Value, failure.Message);
        }
    }
}
