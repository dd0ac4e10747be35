using System.Text.Json;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Admission;

/// <summary>Verifies session tokens of this server: signature, then every claim. Thread-safe; does no I/O.</summary>
internal sealed class TokenVerifier(SigningKeys keys, IOptions<TokensOptions> options, TimeProvider time)
{
    private const string Algorithm = "ES256";
    private const string Type = "at+jwt";

    private readonly TokensOptions _options = options.Value;

    /// <summary>Whether a token claims to be of this server; what it claims is not verified.</summary>
    public bool IsOwn(CompactJws token) => token.Payload.Text("iss") == _options.Issuer;

    /// <summary>Verifies a token.</summary>
    public TokenVerdict Verify(CompactJws token)
    {
        if (token.Algorithm != Algorithm || token.Type != Type)
        {
            return Refused($"A token of this server has alg {Algorithm} and typ {Type}.");
        }

        if (token.Header.EnumerateObject().Count() != 3 || token.KeyId is not { } id)
        {
            return Refused("The header of a token of this server holds alg, kid and typ, and nothing else.");
        }

        if (keys.Ring.Find(id) is not { } key || key.Algorithm != Algorithm || !key.Verify(token))
        {
            return Refused("The token was not signed by this server.");
        }

        return Read(token.Payload) is { } claims ? CheckTimes(claims) : Refused("A claim of the token is missing or not of its form.");
    }

    /// <summary>Whether claims that were verified before are good now.</summary>
    public TokenVerdict CheckTimes(TokenClaims claims)
    {
        var now = time.GetUtcNow();
        if (claims.NotBefore > now + _options.Leeway)
        {
            return Refused("The token is not good yet.");
        }

        return claims.ExpiresAt + _options.Leeway <= now
            ? new TokenVerdict.Refused("token_expired", "The token has expired; get a new one.")
            : new TokenVerdict.Valid(claims);
    }

    private TokenClaims? Read(JsonElement claims)
    {
        if (claims.Text("iss") != _options.Issuer
            || claims.Text("aud") != _options.Audience
            || claims.Text("sub") is not { } subject
            || claims.Text("jti", 64) is not { } id
            || claims.Text("family", 64) is not { } family
            || !TenantId.TryParse(claims.Text("tenant"), out var tenant)
            || claims.Text("scope", 2048) is not { } scope
            || claims.Time("iat") is not { } issuedAt
            || claims.Time("nbf") is not { } notBefore
            || claims.Time("exp") is not { } expiresAt
            || notBefore < issuedAt
            || expiresAt <= notBefore
            || expiresAt - issuedAt > _options.MaxLifetime)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["key", "scene", "role", "origin"])
        {
            if (claims.Has(name) && claims.Text(name) is null)
            {
                return null;
            }
        }

        return new TokenClaims(tenant, subject, id, family, ScopeSet.Parse(scope), notBefore, expiresAt)
        {
            Key = claims.Text("key"),
            Scene = claims.Text("scene"),
            Role = claims.Text("role"),
            Origin = claims.Text("origin"),
        };
    }

    private static TokenVerdict.Refused Refused(string detail) => new("unauthorized", detail);
}

/// <summary>What verifying a token came to.</summary>
internal abstract record TokenVerdict
{
    /// <summary>It is good.</summary>
    /// <param name="Claims">What it says.</param>
    internal sealed record Valid(TokenClaims Claims) : TokenVerdict;

    /// <summary>It is not.</summary>
    /// <param name="Code">A code of <see cref="Contracts.ErrorCodes"/>.</param>
    /// <param name="Detail">Why.</param>
    internal sealed record Refused(string Code, string Detail) : TokenVerdict;
}
