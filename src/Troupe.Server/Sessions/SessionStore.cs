using System.Collections.Concurrent;
using Troupe.Contracts;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>All sessions of this server, never more than <see cref="SessionsOptions.MaxSessions"/>. Thread-safe.</summary>
internal sealed class SessionStore(SessionRules rules, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private CancellationTokenRegistration _stopping;
    private int _count;

    /// <summary>Whether the server is going down.</summary>
    public bool IsDraining => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Sessions that exist, waiting and lost ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>All of them.</summary>
    public IEnumerable<Session> All => _sessions.Select(entry => entry.Value);

    /// <summary>Creates a session that waits for its socket; null when there are as many as allowed.</summary>
    /// <param name="owner">Whose it is, and what it was asked to show.</param>
    /// <param name="cast">Who it shows.</param>
    /// <param name="talk">Its time to talk.</param>
    public Session? TryCreate(SessionOwner owner, Cast cast, TalkTime talk)
    {
        if (Interlocked.Increment(ref _count) > rules.Sessions.MaxSessions)
        {
            Interlocked.Decrement(ref _count);
            rules.Logger.SessionsFull(rules.Sessions.MaxSessions);
            return null;
        }

        var session = new Session(owner, cast, talk, rules, Forget);
        _sessions[session.Id] = session;
        session.AwaitOpening();
        return session;
    }

    /// <summary>Finds a session; null when it does not exist or is over.</summary>
    public Session? Find(string id) => _sessions.GetValueOrDefault(id);

    /// <summary>The sessions that show a presenter of a tenant.</summary>
    public IEnumerable<Session> Showing(TenantId tenant, string presenter) =>
        _sessions.Values.Where(session => session.Owner.Tenant == tenant && session.Owner.Show?.Presenter == presenter);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Sessions end before Kestrel stops: it waits for their sockets to close.
        _stopping = lifetime.ApplicationStopping.Register(Drain);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_sessions.Values.Select(session => session.Conversation)).WaitAsync(cancellationToken);
        await _stopping.DisposeAsync();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Drain()
    {
        rules.Logger.Draining(Count);
        foreach (var session in _sessions.Values)
        {
            session.End(SessionEndReason.ShuttingDown);
        }
    }

    private void Forget(Session session)
    {
        if (_sessions.TryRemove(session.Id, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
