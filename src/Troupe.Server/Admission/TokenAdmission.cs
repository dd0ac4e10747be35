using System.Collections.Concurrent;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Admission;

/// <summary>Admits by token. Thread-safe.</summary>
internal sealed class TokenAdmission(TokenVerifier verifier, FederatedTokens federated, ITenantDirectory directory)
{
    /// <summary>Tokens whose signature need not be computed again: that takes longer than all else that admission does.</summary>
    private const int Remembered = 4096;

    private readonly ConcurrentDictionary<string, TokenClaims> _verified = new(StringComparer.Ordinal);

    /// <summary>Decides about a token.</summary>
    /// <param name="credential">The token.</param>
    /// <param name="origin">The origin of the page that sent it; null when no page did.</param>
    /// <param name="cancellationToken">Nobody waits for it any longer.</param>
    public ValueTask<AdmissionDecision> DecideAsync(string credential, string? origin, CancellationToken cancellationToken)
    {
        if (_verified.TryGetValue(credential, out var known))
        {
            return new(Decide(verifier.CheckTimes(known), origin));
        }

        if (CompactJws.Read(credential, out var token) is { } fault)
        {
            return new(new AdmissionDecision.Refused("unauthorized", fault));
        }

        return verifier.IsOwn(token!) ? new(Decide(Verify(credential, token!), origin)) : DecideOnForeignAsync(token!, origin, cancellationToken);
    }

    private async ValueTask<AdmissionDecision> DecideOnForeignAsync(CompactJws token, string? origin, CancellationToken cancellationToken) =>
        await federated.DecideAsync(token, cancellationToken) switch
        {
            AdmissionDecision.Admitted admitted => Check(admitted.Caller, origin),
            var refused => refused,
        };

    private AdmissionDecision Decide(TokenVerdict verdict, string? origin) => verdict switch
    {
        TokenVerdict.Valid { Claims: var claims } => Check(claims.ToCaller(), origin),
        TokenVerdict.Refused refused => new AdmissionDecision.Refused(refused.Code, refused.Detail),
        _ => throw new InvalidOperationException("A verdict is Valid or Refused."),
    };

    private TokenVerdict Verify(string credential, CompactJws token)
    {
        var verdict = verifier.Verify(token);
        if (verdict is TokenVerdict.Valid { Claims: var claims })
        {
            if (_verified.Count >= Remembered)
            {
                _verified.Clear();
            }

            _verified[credential] = claims;
        }

        return verdict;
    }

    private AdmissionDecision Check(Caller caller, string? origin)
    {
        if (directory.IsRevoked(caller))
        {
            return new AdmissionDecision.Refused("token_revoked", "The token, its family or its key was revoked, or its tenant is suspended.");
        }

        if (directory.IsErased(caller))
        {
            return new AdmissionDecision.Refused("subject_erased", WayOut(caller));
        }

        return caller.Origin is { } bound && bound != origin
            ? new AdmissionDecision.Refused("forbidden_origin", $"The token is good for pages of {bound}.")
            : new AdmissionDecision.Admitted(caller);
    }

    private static string WayOut(Caller caller) => caller switch
    {
        { Kind: CredentialKind.Token } => "The person was erased, and their subject is never used again: get a token for another.",
        { IssuedAt: null } => "The person was erased, and the token does not say whether it is from before (iat): have the issuer say when it issues tokens, and sign in again.",
        _ => "The person was erased after the token was issued: sign in again.",
    };
}
