using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Admission;

/// <summary>Verifies tokens of issuers that tenants trust, and says what they allow here. Thread-safe.</summary>
internal sealed class FederatedTokens(ITenantDirectory directory, IssuerKeys keys, IOptions<TokensOptions> options, TimeProvider time)
{
    private static readonly string[] Types = ["JWT", "at+jwt"];

    private static readonly AdmissionDecision.Refused Unknown = Refuse("The token is of no issuer that a tenant trusts, or for another audience.");

    /// <summary>Decides about a token.</summary>
    public async ValueTask<AdmissionDecision> DecideAsync(CompactJws token, CancellationToken cancellationToken)
    {
        if (token.Payload.Text("iss", 1024) is not { } issuer || Audiences(token.Payload).Select(audience => directory.FindIssuer(issuer, audience)).FirstOrDefault(found => found is not null) is not { } card)
        {
            return Unknown;
        }

        if (token.Algorithm is not ("RS256" or "ES256") || (token.Header.Has("typ") && !Types.Contains(token.Type)) || token.KeyId is not { } id)
        {
            return Refuse("A token of another issuer has alg RS256 or ES256, a kid, and typ JWT or at+jwt.");
        }

        if (await keys.FindAsync(card.Terms.KeysUrl, id, cancellationToken) is not { } key || key.Algorithm != token.Algorithm || !key.Verify(token))
        {
            return Refuse("The token was not signed by its issuer, or the issuer's keys cannot be read.");
        }

        return Read(card, token);
    }

    private AdmissionDecision Read(IssuerCard card, CompactJws token)
    {
        var claims = token.Payload;
        var (now, leeway) = (time.GetUtcNow(), options.Value.Leeway);
        if (claims.Text("sub") is not { } subject || claims.Time("exp") is not { } expiresAt || (claims.Has("nbf") && claims.Time("nbf") is null) || (claims.Has("iat") && claims.Time("iat") is null) || (claims.Has("jti") && claims.Text("jti") is null))
        {
            return Refuse("A claim of the token is missing or not of its form.");
        }

        if (claims.Time("nbf") > now + leeway || claims.Time("iat") > now + leeway)
        {
            return Refuse("The token is not good yet.");
        }

        return expiresAt + leeway <= now
            ? new AdmissionDecision.Refused("token_expired", "The token has expired; get a new one.")
            : new AdmissionDecision.Admitted(new Caller(card.Tenant, subject, claims.Text("jti") ?? NameOf(token), ScopesOf(card.Terms, claims))
            {
                Kind = CredentialKind.Federated,
                Scene = card.Terms.SceneClaim is { } scene ? claims.Text(scene) ?? "" : null,
                Role = card.Terms.RoleClaim is { } role ? claims.Text(role) : null,
                IssuedAt = claims.Time("iat"),
                ExpiresAt = expiresAt,
            });
    }

    // Not every issuer names its tokens; what ends or holds one must not hit those of other people.
    private static string NameOf(CompactJws token) => $"sha256-{Convert.ToHexStringLower(SHA256.HashData(token.Signed).AsSpan(0, 16))}";

    // What the tenant itself cannot do, nobody does in its name.
    private static ScopeSet ScopesOf(Federation terms, JsonElement claims) =>
        ScopeSet.Of(terms.Scopes.Concat(Values(claims, terms.ScopeClaim).SelectMany(value => terms.ScopeMap.GetValueOrDefault(value, []))).Where(Scopes.Exists)).And(ScopeSet.Tenant);

    private static IEnumerable<string> Values(JsonElement claims, string name)
    {
        if (claims.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array)
        {
            return list.EnumerateArray().Where(value => value.ValueKind is JsonValueKind.String).Select(value => value.GetString()!);
        }

        return claims.Text(name, 4096)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    private static IEnumerable<string> Audiences(JsonElement claims) => Values(claims, "aud").Take(16);

    private static AdmissionDecision.Refused Refuse(string detail) => new("unauthorized", detail);
}
