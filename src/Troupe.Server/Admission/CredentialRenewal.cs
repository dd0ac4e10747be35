namespace Troupe.Server.Admission;

/// <summary>Considers new tokens for what goes on.</summary>
internal sealed class CredentialRenewal(AdmissionDesk admission)
{
    /// <summary>Decides whether a token may take the place of a credential.</summary>
    /// <param name="now">On whose behalf it goes on.</param>
    /// <param name="token">The token.</param>
    /// <param name="origin">The origin of the page that sends it; null when no page does.</param>
    /// <param name="scope">The scope that the token must have.</param>
    /// <param name="cancellationToken">Nobody waits for it any longer.</param>
    public async ValueTask<AdmissionDecision> DecideAsync(Caller now, string token, string? origin, string scope, CancellationToken cancellationToken) =>
        await admission.DecideOnTokenAsync(token, origin, cancellationToken) is var decision && decision is AdmissionDecision.Admitted { Caller: var next } && Misfit(now, next, scope) is { } misfit
            ? new AdmissionDecision.Refused("unauthorized", misfit)
            : decision;

    private static string? Misfit(Caller now, Caller next, string scope)
    {
        if (next.Tenant != now.Tenant || next.Subject != now.Subject)
        {
            return "The token is for another tenant or subject than the one before it.";
        }

        if (next.Scene != now.Scene)
        {
            return "The token is for another scene than the one before it.";
        }

        return next.Scopes.Has(scope) ? null : $"The token lacks the scope {scope}.";
    }
}
