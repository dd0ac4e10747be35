namespace Troupe.Server.Admission;

/// <summary>On whose behalf a request acts.</summary>
/// <param name="Tenant">The tenant. Nothing of another is visible to the caller.</param>
/// <param name="Subject">Who: the id of a key, or the subject of a token, which may be the name of a person.</param>
/// <param name="Credential">What showed it: <c>dev</c>, the prefix of a key, or the <c>jti</c> of a token. Safe in logs and in the audit.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record Caller(TenantId Tenant, string Subject, string Credential, ScopeSet Scopes)
{
    /// <summary>Whoever sits at this machine.</summary>
    public static Caller Local { get; } = new(TenantId.Local, "local", "dev", ScopeSet.All);

    /// <summary>The only scene that the caller may open sessions in; null for every scene of the tenant.</summary>
    public string? Scene { get; init; }

    /// <summary>What the caller is in a session, such as <c>viewer</c> or <c>host</c>; null when the credential does not say.</summary>
    public string? Role { get; init; }

    /// <summary>When the credential expires; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the token was issued, in whole seconds; null when it does not say, and for what is no token.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>What kind of credential showed it.</summary>
    public CredentialKind Kind { get; init; }

    /// <summary>The key that showed it or that issued its token; null without one.</summary>
    public string? Key { get; init; }

    /// <summary>The family of the token; null without one.</summary>
    public string? Family { get; init; }

    /// <summary>The only origin that may send the credential, or that sent a publishable key; null when it is bound to none.</summary>
    public string? Origin { get; init; }

    /// <summary>What the credential could do before it was held back; none while it is not.</summary>
    public ScopeSet Withheld { get; init; }

    /// <summary>For how long it is held back; null while it is not.</summary>
    public TimeSpan? HeldFor { get; init; }

    /// <summary>What all that comes of one sign-in has in common: the family of its tokens, or the credential itself where it has none.</summary>
    public string CommonName => Family ?? Credential;

    /// <summary>Whether a token names a person; facts have them under a pseudonym. A refresh token names its family alone.</summary>
    public bool IsPerson => Kind is CredentialKind.Token or CredentialKind.Federated && Subject != Family;

    /// <summary>The caller that admission put on the request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireCaller"/>.</exception>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint was not guarded by admission.");
}

/// <summary>Kinds of credentials.</summary>
internal enum CredentialKind
{
    /// <summary>None but a place at this machine.</summary>
    Development,

    /// <summary>An API key.</summary>
    Key,

    /// <summary>A session token of this server.</summary>
    Token,

    /// <summary>A token of an issuer that the tenant trusts.</summary>
    Federated,
}
