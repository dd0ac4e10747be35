namespace Troupe.Server.Admission;

/// <summary>Decides by whatever credential a request shows.</summary>
internal sealed class AdmissionDesk(DevelopmentAdmission development, KeyAdmission keys, ITenantDirectory directory, TimeProvider time)
{
    /// <summary>How long a request waits for the directory to be read when the server has just started.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="holdsTicket">Whether the endpoint asks for a ticket of its own, so that no key is needed again.</param>
    /// <param name="cancellationToken">The request is gone.</param>
    public async ValueTask<AdmissionDecision> DecideAsync(HttpRequest request, bool holdsTicket, CancellationToken cancellationToken)
    {
        if (CredentialOf(request) is not { } credential || !KeyText.IsMeant(credential))
        {
            return development.Decide(request, holdsTicket);
        }

        if (!directory.CaughtUp.IsCompletedSuccessfully && !await CatchUpAsync(cancellationToken))
        {
            return new AdmissionDecision.Refused("storage_unavailable", "The server has not read its keys yet; try again in a moment.");
        }

        return keys.Decide(credential, WebOrigin.Of(request));
    }

    private async ValueTask<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await directory.CaughtUp.WaitAsync(Patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static string? CredentialOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Headers.Authorization is [{ } only] && only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? only[Scheme.Length..] : null;
    }
}
