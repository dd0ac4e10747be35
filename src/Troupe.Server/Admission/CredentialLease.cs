namespace Troupe.Server.Admission;

/// <summary>
/// The right of something that lasts, such as a session, a control socket or a subscription, to go on as long as a credential is good. Thread-safe; dispose it when the thing is over.
/// </summary>
internal sealed class CredentialLease : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly CredentialGuard _guard;
    private readonly Func<TimeSpan, bool>? _expiring;
    private volatile Term _term;
    private bool _disposed;

    /// <summary>Begins it; <see cref="CredentialGuard.Hold"/> does.</summary>
    /// <param name="guard">Who sees to it.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="needs">Scopes without which it may not go on; empty for what goes on while its credential is held back.</param>
    /// <param name="expiring">Is told once at half life how much is left; false to be told again soon.</param>
    /// <param name="now">The time.</param>
    public CredentialLease(CredentialGuard guard, Caller caller, ScopeSet needs, Func<TimeSpan, bool>? expiring, DateTimeOffset now)
    {
        (_guard, Needs, _expiring) = (guard, needs, expiring);
        _term = new Term(caller, now, Told: expiring is null);
        Ended = _ended.Token;
    }

    /// <summary>On whose behalf it goes on.</summary>
    public Caller Caller => _term.Caller;

    /// <summary>Scopes without which it may not go on.</summary>
    public ScopeSet Needs { get; }

    /// <summary>Fires when the credential is good no longer; what hears of it runs elsewhere.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why it ended, one of <see cref="Contracts.ErrorCodes"/>; null before.</summary>
    public string? Code { get; private set; }

    /// <summary>Goes on with another credential; <see cref="CredentialGuard.Check"/> it then, for it may have been revoked meanwhile.</summary>
    public void Renew(Caller next, DateTimeOffset now)
    {
        lock (_gate)
        {
            _term = new Term(next, now, Told: _expiring is null);
        }
    }

    /// <summary>Does what is due at half life and at the end. Takes no lock as long as neither is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="leeway">How far clocks may be apart.</param>
    public void Look(DateTimeOffset now, TimeSpan leeway)
    {
        var term = _term;
        if (term.DueAt is not { } due || due > now)
        {
            return;
        }

        var left = term.Caller.ExpiresAt!.Value - now;
        if (left + leeway <= TimeSpan.Zero)
        {
            End("token_expired");
        }
        else if (!term.Told && _expiring!(left > TimeSpan.Zero ? left : TimeSpan.Zero))
        {
            lock (_gate)
            {
                // It may have been renewed meanwhile.
                _term = _term == term ? term with { Told = true } : _term;
            }
        }
    }

    /// <summary>Ends it. The first reason counts.</summary>
    /// <param name="code">Why, one of <see cref="Contracts.ErrorCodes"/>.</param>
    public void End(string code)
    {
        lock (_gate)
        {
            if (Code is null && !_disposed)
            {
                Code = code;
                _ = _ended.CancelAsync();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _guard.Release(this);
            }
        }
    }

    /// <summary>A credential, and since when.</summary>
    private sealed record Term(Caller Caller, DateTimeOffset Since, bool Told)
    {
        public DateTimeOffset? DueAt => Caller.ExpiresAt is not { } end ? null : Told ? end : Since + ((end - Since) / 2);
    }
}
