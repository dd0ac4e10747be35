namespace Troupe.Server.Events.Protection;

/// <summary>A person's key was erased, and with it all that was kept about them.</summary>
/// <param name="Pseudonym">Names the person by a keyed hash.</param>
[EventType("subject.erased")]
internal sealed record SubjectErased(string Pseudonym) : IDomainEvent
{
    /// <summary>Kind of the streams of erasures, one for each tenant.</summary>
    public const string Kind = "erasure";

    /// <summary>The erasures of a tenant.</summary>
    public static StreamId StreamOf(TenantId tenant) => new(tenant, Kind, "log");
}

/// <summary>Erases persons. Thread-safe.</summary>
internal sealed class Erasure(Keyring keyring, EventStreams streams)
{
    /// <summary>Erases all personal data of a person in a tenant. It may be repeated; it is durable when it ends.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The person, as named in <see cref="Protected{T}.Of"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; once journaled, the erasure is completed at the next start at the latest.</param>
    /// <exception cref="EventStoreException">The journal cannot take it; nothing is erased.</exception>
    public async ValueTask EraseAsync(TenantId tenant, string subject, CancellationToken cancellationToken)
    {
        var pseudonym = keyring.PseudonymOf(tenant, subject);
        var journal = SubjectErased.StreamOf(tenant);

        // The journal comes first: a crash between the two is completed when the server starts, and a key store of an older backup is erased again.
        await streams.Store.AppendAsync([streams.Write(journal, StreamWrite.AnyVersion, [new SubjectErased(pseudonym)], attempt: pseudonym)], cancellationToken);
        keyring.Erase(tenant, pseudonym);
    }

    /// <summary>Erases again whoever the journal names.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(Kind: SubjectErased.Kind), afterPosition: 0, cancellationToken))
        {
            if (streams.Read(envelope) is SubjectErased erased)
            {
                keyring.Erase(envelope.Stream.Tenant, erased.Pseudonym);
            }
        }
    }
}
