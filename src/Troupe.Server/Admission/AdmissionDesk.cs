using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Admission;

/// <summary>Decides by whatever credential a request shows.</summary>
internal sealed class AdmissionDesk(DevelopmentAdmission development, KeyAdmission keys, TokenAdmission tokens, ITenantDirectory directory, TimeProvider time)
{
    /// <summary>How long a request waits for the directory to be read when the server has just started.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The request is gone.</param>
    public ValueTask<AdmissionDecision> DecideAsync(HttpRequest request, CancellationToken cancellationToken) => CredentialOf(request) switch
    {
        { } key when KeyText.IsMeant(key) => DecideOnKeyAsync(key, WebOrigin.Of(request), cancellationToken),
        { } token when CompactJws.IsMeant(token) => DecideOnTokenAsync(token, WebOrigin.Of(request), cancellationToken),
        _ => new(development.Decide(request, holdsTicket: false)),
    };

    /// <summary>Decides about a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="origin">The origin of the page that sends it; null when no page does.</param>
    /// <param name="cancellationToken">Nobody waits for it any longer.</param>
    public async ValueTask<AdmissionDecision> DecideOnTokenAsync(string token, string? origin, CancellationToken cancellationToken) =>
        await CatchUpAsync(cancellationToken) ?? await tokens.DecideAsync(token, origin, cancellationToken);

    /// <summary>Why a request may not use a ticket that was given to a caller, whether the ticket is right or not; null when it may. A browser can send no credential when it opens a WebSocket.</summary>
    public AdmissionDecision.Refused? RefuseTicket(HttpRequest request, Caller caller)
    {
        if (caller.Kind is CredentialKind.Development)
        {
            return development.Decide(request, holdsTicket: true) as AdmissionDecision.Refused;
        }

        return caller.Origin is { } bound && bound != WebOrigin.Of(request) ? new AdmissionDecision.Refused("forbidden_origin", $"The session is for pages of {bound}.") : null;
    }

    private async ValueTask<AdmissionDecision> DecideOnKeyAsync(string key, string? origin, CancellationToken cancellationToken) =>
        await CatchUpAsync(cancellationToken) ?? keys.Decide(key, origin);

    private async ValueTask<AdmissionDecision?> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (directory.CaughtUp.IsCompletedSuccessfully)
        {
            return null;
        }

        try
        {
            await directory.CaughtUp.WaitAsync(Patience, time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return new AdmissionDecision.Refused("storage_unavailable", "The server has not read its keys yet; try again in a moment.");
        }
    }

    private static string? CredentialOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Headers.Authorization is [{ } only] && only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? only[Scheme.Length..] : null;
    }
}
