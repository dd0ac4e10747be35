using Troupe.Server.Admission;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Writes entries about what changes nothing: reading and exporting. Changes write theirs with their facts. Thread-safe.</summary>
internal sealed class AuditWriter(EventStreams streams, AuditSpool spool, TimeProvider time)
{
    /// <summary>An entry about a caller.</summary>
    public static AuditEntry EntryOf(Caller caller, string action, string target, string outcome = "done") => new(action, target, caller.Subject, caller.Credential, outcome);

    /// <summary>Writes an entry that must stand before anything is done.</summary>
    /// <exception cref="EventStoreException">It cannot be written: what it is about must not be done.</exception>
    public async ValueTask WriteAsync(TenantId tenant, AuditEntry entry, CancellationToken cancellationToken) =>
        await streams.Store.AppendAsync([streams.Write(AuditEntry.StreamOf(tenant), StreamWrite.AnyVersion, [entry])], cancellationToken);

    /// <summary>Writes an entry about something that only shows; while nothing can be written it waits in the spool.</summary>
    /// <exception cref="EventStoreException">It cannot be written, and the spool is full.</exception>
    public async ValueTask WriteOrSpoolAsync(TenantId tenant, AuditEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(tenant, entry, cancellationToken);
        }
        catch (EventStoreException)
        {
            if (!spool.TryAdd(new SpooledEntry(tenant.Value, Guid.CreateVersion7(), entry with { OccurredAt = time.GetUtcNow() })))
            {
                throw;
            }
        }
    }

    /// <summary>Writes what waits, in order.</summary>
    /// <exception cref="EventStoreException">It still cannot be written.</exception>
    public async ValueTask WriteSpooledAsync(CancellationToken cancellationToken)
    {
        while (spool.Peek() is { } next)
        {
            // The id of the spool makes writing it again after a crash the same append.
            var stream = AuditEntry.StreamOf(new TenantId(next.Tenant));
            await streams.Store.AppendAsync([streams.Write(stream, StreamWrite.AnyVersion, [next.Entry], attempt: next.Id.ToString())], cancellationToken);
            spool.Remove(next);
        }
    }
}
