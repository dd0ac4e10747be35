using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>
/// Tenants and keys as the log tells them, in memory, on every node by its own subscription: a change on one is known to all as soon as the
/// log tells it. Thread-safe.
/// </summary>
internal sealed class TenantDirectory(EventStreams streams, TimeProvider time, ILogger<TenantDirectory> logger) : BackgroundService, ITenantDirectory, ITierDirectory
{
    private readonly FoldedStreams<Tenant> _tenants = new();
    private readonly FoldedStreams<ApiKey> _keys = new();
    private readonly KeyCards _cards = new();
    private readonly Revocations _revoked = new(time);
    private readonly ErasedPersons _erased = new();
    private readonly Issuers _issuers = new();
    private readonly Watchers<CredentialsEnded> _watchers = new();
    private readonly StreamWaiters _waiters = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Every tenant that was created.</summary>
    public IEnumerable<(TenantId Id, Versioned<Tenant> Tenant)> Tenants =>
        _tenants.All.Where(entry => entry.Value.State.Exists).Select(entry => (entry.Key.Tenant, entry.Value));

    /// <summary>The keys of a tenant.</summary>
    public IEnumerable<(string Id, Versioned<ApiKey> Key)> KeysOf(TenantId tenant) =>
        _keys.All.Where(entry => entry.Key.Tenant == tenant).Select(entry => (entry.Key.Id, entry.Value));

    /// <inheritdoc/>
    public TenantCard? Find(TenantId tenant)
    {
        var found = _tenants.Find(Tenant.StreamOf(tenant)).State;

        // The tenant of a development server is there without anybody creating it.
        return found.Exists || tenant == TenantId.Local ? new TenantCard(tenant, found.Suspended) : null;
    }

    /// <inheritdoc/>
    public string TierOf(TenantId tenant) => tenant == TenantId.Local ? "local" : _tenants.Find(Tenant.StreamOf(tenant)).State.Tier;

    /// <inheritdoc/>
    public KeyCard? FindKey(string id) => _cards.Find(id);

    /// <inheritdoc/>
    public IssuerCard? FindIssuer(string issuer, string audience) => _issuers.Find(issuer, audience);

    /// <inheritdoc/>
    public bool IsRevoked(Caller caller) =>
        Find(caller.Tenant) is not { Suspended: false } || _revoked.Holds(caller) || (caller.Key is { } key && FindKey(key) is not { Revoked: false });

    /// <inheritdoc/>
    public bool IsErased(Caller caller) =>
        caller.IsPerson && _erased.Any && _erased.Holds(new StreamId(caller.Tenant, DataSubject.Kind, streams.PseudonymOf(caller.Tenant, caller.Subject)), caller.IssuedAt);

    /// <inheritdoc/>
    public IDisposable Watch(Action<CredentialsEnded> heard) => _watchers.Add(heard);

    /// <summary>Waits until what a command changed is known here, so that whoever asked finds it changed; a node that lags goes on after a second.</summary>
    public Task SeenAsync<TState>(StreamId stream, CommandOutcome<TState> outcome) =>
        outcome is CommandOutcome<TState>.Done { Version: var version } ? SeenAsync(stream, version) : Task.CompletedTask;

    /// <summary>Waits until a stream is known here up to a version; a node that lags goes on after a second.</summary>
    public Task SeenAsync(StreamId stream, long version) => _waiters.WaitAsync(stream, version, () => VersionOf(stream), time);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A long log is read beside the server's start, not before it.
        await Task.Yield();
        var began = time.GetTimestamp();
        string[] kinds = [Tenant.Kind, ApiKey.Kind, Revocation.Kind, DataSubject.Kind];
        var followers = kinds.Select(kind => new KindFollower(streams.Store, kind, Take, time, logger)).ToArray();
        var following = Task.WhenAll(followers.Select(follower => follower.RunAsync(stoppingToken)));
        var caughtUp = Task.WhenAll(followers.Select(follower => follower.CaughtUp));
        if (await Task.WhenAny(caughtUp, following) == caughtUp)
        {
            logger.DirectoryRead(_tenants.Count, _keys.Count, time.GetElapsedTime(began).TotalMilliseconds);
            _caughtUp.SetResult();
        }

        await following;
    }

    private long VersionOf(StreamId stream) => stream.Kind switch
    {
        "tenant" => _tenants.Find(stream).Version,
        "key" => _keys.Find(stream).Version,
        "subject" => _erased.VersionOf(stream),
        _ => _revoked.VersionOf(stream),
    };

    private void Take(EventEnvelope envelope, bool live)
    {
        var (stream, fact) = (envelope.Stream, streams.Read(envelope));
        switch (stream.Kind)
        {
            case "tenant":
                _tenants.Take(stream, envelope.Version, fact);
                if (fact is FederationSet federated)
                {
                    _issuers.Put(stream.Tenant, federated.Terms);
                }

                break;
            case "key" when _keys.Take(stream, envelope.Version, fact) is { } key:
                _cards.Put(stream.Tenant, stream.Id, key.State);
                break;
            case "revocation" when fact is CredentialRevoked revoked:
                _revoked.Put(stream, revoked);
                break;
            case "subject" when fact is SubjectErased erased:
                _erased.Put(stream, envelope.Version, erased.At);
                break;
        }

        if (live)
        {
            Tell(stream, fact);
        }

        _waiters.Moved(stream, envelope.Version);
    }

    private void Tell(StreamId stream, IDomainEvent? fact)
    {
        switch (fact)
        {
            case TenantSuspended:
                _watchers.Tell(new CredentialsEnded(stream.Tenant));
                break;
            case FederationSet:
                _watchers.Tell(new CredentialsEnded(stream.Tenant) { FederatedOnly = true });
                break;
            case KeyRevoked:
                _watchers.Tell(new CredentialsEnded(stream.Tenant) { Key = stream.Id });
                break;
            case CredentialRevoked revoked:
                _watchers.Tell(new CredentialsEnded(stream.Tenant) { Token = revoked.Token, Family = revoked.Family });
                break;
            case SubjectErased:
                _watchers.Tell(new CredentialsEnded(stream.Tenant) { ErasedOnly = true });
                break;
        }
    }
}
