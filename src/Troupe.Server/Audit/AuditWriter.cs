using Troupe.Server.Admission;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Writes entries about what changes nothing: reading and exporting. Changes write theirs with their facts. Thread-safe.</summary>
internal sealed class AuditWriter(EventStreams streams, AuditSpool spool, TimeProvider time)
{
    /// <summary>An entry about a caller.</summary>
    public AuditEntry EntryOf(Caller caller, string action, string target, string outcome = "done") => AuditEntry.Of(streams, caller, action, target, outcome);

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
            var late = streams.Write(AuditEntry.StreamOf(tenant), StreamWrite.AnyVersion, [entry with { OccurredAt = time.GetUtcNow() }]);
            if (!spool.TryAdd(SpooledEntry.Of(late)))
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
            // Its id makes writing it again after a crash the same append.
            await streams.Store.AppendAsync([next.ToWrite()], cancellationToken);
            spool.Remove(next);
        }
    }
}
