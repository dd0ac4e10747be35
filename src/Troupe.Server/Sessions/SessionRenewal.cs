using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;

namespace Troupe.Server.Sessions;

/// <summary>Takes new tokens for sessions that go on, beside the conversation: it waits for nothing here.</summary>
internal sealed class SessionRenewal(AdmissionDesk admission, SessionGuard guard, ILogger<SessionRenewal> logger)
{
    /// <summary>Considers a token; answers on the session.</summary>
    public void Begin(Session session, SessionRefresh refresh) => _ = RenewAsync(session, refresh);

    private async Task RenewAsync(Session session, SessionRefresh refresh)
    {
        try
        {
            switch (await admission.DecideOnTokenAsync(refresh.Token, session.PageOrigin, CancellationToken.None))
            {
                case AdmissionDecision.Refused refused:
                    session.Transport!.Send(Refusals.Of(refresh.Id, refused.Code, refused.Detail));
                    break;
                case AdmissionDecision.Admitted { Caller: var next } when Misfit(session.Caller, next) is { } misfit:
                    session.Transport!.Send(Refusals.Of(refresh.Id, "unauthorized", misfit));
                    break;
                case AdmissionDecision.Admitted { Caller: var next }:
                    session.Renew(refresh.Id, next);
                    guard.Check(session);
                    break;
            }
        }
        catch (Exception exception)
        {
            logger.RenewalFailed(exception, session.Id);
            session.Transport!.Send(Refusals.Of(refresh.Id, "server_error", "The token could not be considered; send it again."));
        }
    }

    private static string? Misfit(Caller now, Caller next)
    {
        if (next.Tenant != now.Tenant || next.Subject != now.Subject)
        {
            return "The token is for another tenant or subject than the session.";
        }

        if (next.Scene != now.Scene)
        {
            return "The token is for another scene than the session.";
        }

        return next.Scopes.Has("session:talk") ? null : "The token lacks the scope session:talk.";
    }
}
