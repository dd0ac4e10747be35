using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Admission;

/// <summary>
/// Sees to it that nothing outlives its credential: ends the leases of credentials that expired, were revoked, wherever that happened, or may do less than before, and those of persons who are erased. Thread-safe.
/// </summary>
internal sealed class CredentialGuard(ITenantDirectory directory, Watchers<CredentialNarrowed> narrowed, IOptions<TokensOptions> tokens, Keyring keyring, TimeProvider time) : IHostedService, IKeepsPersons, IDisposable
{
    /// <summary>One look over all leases, in place of a timer for each: the end of a credential is late by this much at most.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<CredentialLease, bool> _leases = new();
    private ITimer? _looking;
    private IDisposable? _watchingEnds;
    private IDisposable? _watchingScopes;

    /// <summary>Leases that are held.</summary>
    public int Count => _leases.Count;

    /// <inheritdoc/>
    public string Kind => "connection";

    /// <summary>Begins a lease.</summary>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="needs">Scopes without which it may not go on; empty for what goes on while its credential is held back.</param>
    /// <param name="expiring">Is told once at half life how much is left; false to be told again soon.</param>
    public CredentialLease Hold(Caller caller, ScopeSet needs = default, Func<TimeSpan, bool>? expiring = null)
    {
        var lease = new CredentialLease(this, caller, needs, expiring, time.GetUtcNow());
        _leases.TryAdd(lease, true);

        // It may have been revoked between its admission and this.
        Check(lease);
        return lease;
    }

    /// <summary>Ends a lease whose credential was revoked while nobody watched it.</summary>
    public void Check(CredentialLease lease)
    {
        if (lease.Caller.Kind is not CredentialKind.Development && directory.IsRevoked(lease.Caller))
        {
            lease.End("token_revoked");
        }
        else if (directory.IsErased(lease.Caller))
        {
            lease.End("subject_erased");
        }
    }

    /// <inheritdoc/>
    public int CountOf(TenantId tenant, string pseudonym) => LeasesOf(tenant, pseudonym).Count();

    /// <inheritdoc/>
    public ValueTask ForgetAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken)
    {
        foreach (var lease in LeasesOf(tenant, pseudonym))
        {
            lease.End("subject_erased");
        }

        return default;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _watchingEnds = directory.Watch(EndAll);
        _watchingScopes = narrowed.Add(EndAll);
        _looking = time.CreateTimer(_ => LookAtAll(), state: null, Interval, Interval);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _looking?.Dispose();
        _watchingEnds?.Dispose();
        _watchingScopes?.Dispose();
    }

    /// <summary>Forgets a lease; its <see cref="CredentialLease.Dispose"/> does.</summary>
    public void Release(CredentialLease lease) => _leases.TryRemove(lease, out _);

    private IEnumerable<CredentialLease> LeasesOf(TenantId tenant, string pseudonym) =>
        _leases.Keys.Where(lease => lease.Caller.Tenant == tenant && keyring.PseudonymOf(tenant, lease.Caller.Subject) == pseudonym);

    private void LookAtAll()
    {
        var now = time.GetUtcNow();
        foreach (var (lease, _) in _leases)
        {
            lease.Look(now, tokens.Value.Leeway);
        }
    }

    private void EndAll(CredentialsEnded ended)
    {
        foreach (var (lease, _) in _leases)
        {
            if (ended.Names(lease.Caller))
            {
                lease.End("token_revoked");
            }
            else if (ended.ErasedOnly && lease.Caller.Tenant == ended.Tenant && directory.IsErased(lease.Caller))
            {
                lease.End("subject_erased");
            }
        }
    }

    private void EndAll(CredentialNarrowed less)
    {
        foreach (var (lease, _) in _leases)
        {
            if (less.Stops(lease.Caller, lease.Needs))
            {
                lease.End(less.Code);
            }
        }
    }
}
