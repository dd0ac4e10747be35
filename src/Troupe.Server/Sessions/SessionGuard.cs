using Troupe.Contracts;
using Troupe.Server.Admission;

namespace Troupe.Server.Sessions;

/// <summary>Sees to it that no session outlives its credential: tells clients at half life, and ends sessions whose credential expired or was revoked, wherever that happened.</summary>
internal sealed class SessionGuard(SessionStore sessions, ITenantDirectory directory, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>One look over all sessions, in place of a timer for each: a credential is late by this much at most.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private ITimer? _looking;
    private IDisposable? _watching;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = directory.Watch(EndAll);
        _looking = time.CreateTimer(_ => LookAtAll(), state: null, Look, Look);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Ends a session whose credential was revoked while it was admitted.</summary>
    public void Check(Session session)
    {
        if (session.Caller.Kind is not CredentialKind.Development && directory.IsRevoked(session.Caller))
        {
            session.End(SessionEndReason.TokenRevoked);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _looking?.Dispose();
        _watching?.Dispose();
    }

    private void LookAtAll()
    {
        var now = time.GetUtcNow();
        foreach (var session in sessions.All)
        {
            session.CheckCredential(now);
        }
    }

    private void EndAll(CredentialsEnded ended)
    {
        foreach (var session in sessions.All)
        {
            if (ended.Names(session.Caller))
            {
                session.End(SessionEndReason.TokenRevoked);
            }
        }
    }
}
