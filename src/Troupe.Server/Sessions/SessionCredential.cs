using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>On whose behalf a session goes on: tells its client at half life, takes new tokens beside the conversation, and ends the session with its credential.</summary>
internal sealed class SessionCredential(Session session, SessionRules rules) : IDisposable
{
    private CredentialLease? _lease;

    /// <summary>On whose behalf.</summary>
    public Caller Caller => _lease?.Caller ?? session.Owner.Caller;

    /// <summary>Begins to watch it; the session may end at once.</summary>
    public void Begin()
    {
        _lease = rules.Guard.Hold(session.Owner.Caller, expiring: TellExpiring);
        _lease.Ended.Register(() => session.End(_lease.Code is "token_expired" ? SessionEndReason.TokenExpired : SessionEndReason.TokenRevoked));
    }

    /// <summary>Considers a token; answers on the session, which waits for nothing here.</summary>
    public void Renew(SessionRefresh refresh) => _ = RenewAsync(refresh);

    /// <inheritdoc/>
    public void Dispose() => _lease?.Dispose();

    private bool TellExpiring(TimeSpan left) => session.TrySend(new TokenExpiring { ExpiresAt = Caller.ExpiresAt!.Value, Remaining = left.TotalMilliseconds });

    private async Task RenewAsync(SessionRefresh refresh)
    {
        try
        {
            switch (await rules.Renewal.DecideAsync(Caller, refresh.Token, session.Owner.PageOrigin, "session:talk", CancellationToken.None))
            {
                case AdmissionDecision.Refused refused:
                    session.TrySend(Refusals.Of(refresh.Id, refused.Code, refused.Detail));
                    break;
                case AdmissionDecision.Admitted { Caller: var next }:
                    _lease!.Renew(next, rules.Time.GetUtcNow());
                    session.TrySend(new CommandAccepted { Command = refresh.Id }, new TokenRenewed { ExpiresAt = next.ExpiresAt, ResumeUrl = session.ResumeUrl });
                    rules.Guard.Check(_lease);
                    rules.Logger.CredentialRenewed(session.Id, next.Credential);
                    break;
            }
        }
        catch (Exception exception)
        {
            rules.Logger.RenewalFailed(exception, session.Id);
            session.TrySend(Refusals.Of(refresh.Id, "server_error", "The token could not be considered; send it again."));
        }
    }
}
