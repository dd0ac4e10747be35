namespace Troupe.Server.Events.Protection;

/// <summary>A person's key was erased, and with it all that was kept about them.</summary>
/// <param name="Pseudonym">Names the person by a keyed hash; the id of the stream, too.</param>
/// <param name="At">When.</param>
[EventType("subject.erased")]
internal sealed record SubjectErased(string Pseudonym, DateTimeOffset At) : IDomainEvent;

/// <summary>A person whose data a tenant keeps, as far as the log names them.</summary>
/// <param name="Erased">How they were erased the last time; null when they were not.</param>
internal sealed record DataSubject(SubjectErased? Erased) : IFolded<DataSubject>
{
    /// <inheritdoc/>
    public static string Kind => "subject";

    /// <inheritdoc/>
    public static DataSubject Initial { get; } = new((SubjectErased?)null);

    /// <inheritdoc/>
    public DataSubject Apply(IDomainEvent fact) => fact is SubjectErased erased ? new(erased) : this;
}

/// <summary>Does what the journal of erasures says, on every node: the key, and what is kept outside the log. Thread-safe.</summary>
internal sealed class Erasure(Keyring keyring, EventStreams streams, IEnumerable<IKeepsPersons> keepers, TimeProvider time, ILogger<Erasure> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _position;

    /// <summary>Erases a person whose erasure is in the journal. It may be repeated; it is durable when it ends.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">The person.</param>
    /// <param name="cancellationToken">Gives up waiting; another node, or the next start, completes it.</param>
    /// <exception cref="EventStoreException">The key store or the log cannot be reached.</exception>
    public async ValueTask EraseAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken)
    {
        keyring.Erase(tenant, pseudonym);
        foreach (var keeper in keepers)
        {
            await keeper.ForgetAsync(tenant, pseudonym, cancellationToken);
        }
    }

    /// <summary>What this node keeps of a person outside the log, by kind.</summary>
    public IReadOnlyDictionary<string, int> CountOf(TenantId tenant, string pseudonym) =>
        new SortedDictionary<string, int>(keepers.ToDictionary(keeper => keeper.Kind, keeper => keeper.CountOf(tenant, pseudonym), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Erases the keys again of whoever the journal names: a crash may have come between, and a key store of an older backup has them.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await foreach (var envelope in streams.Store.ReadAsync(Journal, _position, cancellationToken))
        {
            _position = envelope.Position;
            if (streams.Read(envelope) is SubjectErased erased)
            {
                keyring.Erase(envelope.Stream.Tenant, erased.Pseudonym);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var envelope in streams.Store.SubscribeAsync(Journal, _position, stoppingToken))
                {
                    if (streams.Read(envelope) is SubjectErased erased)
                    {
                        await EraseAsync(envelope.Stream.Tenant, erased.Pseudonym, stoppingToken);
                    }

                    _position = envelope.Position;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is EventStoreException or IOException)
            {
                logger.ErasureWaits(failure.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static EventFilter Journal => new(Kind: DataSubject.Kind);
}
