namespace Troupe.Contracts.Control;

/// <summary>Issues a session token; asked with an API key.</summary>
/// <param name="Subject">Who will bear it: an id of the caller's own, 1 to 100 of <c>A-Z a-z 0-9 - _ .</c>, not a name or an address of a person.</param>
public sealed record IssueToken(string Subject)
{
    /// <summary>Names of scopes, none beyond those of the key. Default: <c>session:talk</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["session:talk"];

    /// <summary>The only scene in which it opens sessions. Default: null, that of the key.</summary>
    public string? Scene { get; init; }

    /// <summary>What its bearer is in a session, such as <c>viewer</c>. Default: null.</summary>
    public string? Role { get; init; }

    /// <summary>The only origin whose pages may send it. Default: null, any; with a publishable key, the page's own.</summary>
    public string? Origin { get; init; }

    /// <summary>Seconds until it expires. Default: null, what the server is set to.</summary>
    public int? LifetimeSeconds { get; init; }

    /// <summary>Whether a refresh token comes with it. Default: false.</summary>
    public bool Refreshable { get; init; }
}

/// <summary>A session token.</summary>
/// <param name="Token">What <c>Authorization: Bearer</c> takes.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Id">Its id, by which it can be revoked.</param>
/// <param name="Family">Its family: this token and all that refreshing makes of it.</param>
/// <param name="RefreshToken">Gets the next token, once; null when it was not asked for.</param>
/// <param name="RefreshUntil">Until when the family can be refreshed; null with <paramref name="RefreshToken"/>.</param>
public sealed record TokenIssued(string Token, DateTimeOffset ExpiresAt, string Id, string Family, string? RefreshToken, DateTimeOffset? RefreshUntil);

/// <summary>Gets the next token of a family.</summary>
/// <param name="RefreshToken">The newest refresh token. One that was used before ends the family, but for a repetition within seconds, which gets the same answer.</param>
public sealed record TokenRefresh(string RefreshToken);

/// <summary>Revokes a token or a family; without either, the caller's own.</summary>
public sealed record RevokeToken
{
    /// <summary>Id of the token. Needs <c>key:manage</c>.</summary>
    public string? Token { get; init; }

    /// <summary>The family. Needs <c>key:manage</c>.</summary>
    public string? Family { get; init; }
}

/// <summary>What was revoked.</summary>
/// <param name="Token">Id of the token, or null for a whole family.</param>
/// <param name="Family">The family, or null for a single token.</param>
public sealed record TokenRevoked(string? Token, string? Family);

/// <summary>A public key (RFC 7517).</summary>
/// <param name="Kty">Its family of algorithms: <c>EC</c>.</param>
/// <param name="Crv">Its curve: <c>P-256</c>.</param>
/// <param name="X">Its point's x coordinate, base64url.</param>
/// <param name="Y">Its point's y coordinate, base64url.</param>
/// <param name="Kid">Its id: the thumbprint of RFC 7638.</param>
/// <param name="Use">What it is for: <c>sig</c>.</param>
/// <param name="Alg">The only algorithm: <c>ES256</c>.</param>
public sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>The public keys with which tokens of this server can be verified.</summary>
/// <param name="Keys">The keys, one to come included.</param>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);
