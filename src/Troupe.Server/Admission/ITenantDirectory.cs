namespace Troupe.Server.Admission;

/// <summary>What admission knows of tenants and their credentials. Thread-safe; asking does no I/O.</summary>
internal interface ITenantDirectory
{
    /// <summary>Completes when everything is known that was durable when the server started.</summary>
    Task CaughtUp { get; }

    /// <summary>Finds a tenant; null when there is none.</summary>
    TenantCard? Find(TenantId tenant);

    /// <summary>Finds a key by its id; null when there is none.</summary>
    KeyCard? FindKey(string id);

    /// <summary>Finds an issuer that a tenant trusts, by what tokens of it name; null when there is none.</summary>
    IssuerCard? FindIssuer(string issuer, string audience);

    /// <summary>Whether a caller's credential, its family or its key was revoked, or its tenant suspended.</summary>
    bool IsRevoked(Caller caller);

    /// <summary>Whether a person was erased since their token was issued. One that does not say when it was issued may be from before, and counts as such.</summary>
    bool IsErased(Caller caller);

    /// <summary>Hears of credentials that end from here on, on whatever node; dispose it to hear no more. What is called must be quick and must not throw.</summary>
    IDisposable Watch(Action<CredentialsEnded> heard);
}

/// <summary>What admission knows of a tenant.</summary>
/// <param name="Tenant">Its id.</param>
/// <param name="Suspended">Whether all of its credentials are refused for now.</param>
internal sealed record TenantCard(TenantId Tenant, bool Suspended);

/// <summary>What admission knows of an API key.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">Its id.</param>
/// <param name="Hash">Hash of the secret; see <see cref="KeyText.Hash"/>.</param>
/// <param name="Scopes">Its scopes.</param>
internal sealed record KeyCard(TenantId Tenant, string Id, string Hash, ScopeSet Scopes)
{
    /// <summary>Hash of the secret before the last rotation; null when there was none.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>Until when the secret before the last rotation is good.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>When it expires; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Origins that may send it; null for a key that pages may not have.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>The only scene in which it opens sessions; null for all.</summary>
    public string? Scene { get; init; }

    /// <summary>Whether it is refused for good.</summary>
    public bool Revoked { get; init; }
}

/// <summary>Credentials that ended before their time: those of a tenant that fit every name that is given.</summary>
/// <param name="Tenant">Whose.</param>
internal sealed record CredentialsEnded(TenantId Tenant)
{
    /// <summary>The only token; null for any.</summary>
    public string? Token { get; init; }

    /// <summary>The only family; null for any.</summary>
    public string? Family { get; init; }

    /// <summary>The only key, tokens that it issued included; null for any.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it is about tokens of another issuer alone.</summary>
    public bool FederatedOnly { get; init; }

    /// <summary>Whether it is about tokens of a person who was erased; <see cref="ITenantDirectory.IsErased"/> tells which.</summary>
    public bool ErasedOnly { get; init; }

    /// <summary>Whether a caller's credential is among them.</summary>
    public bool Names(Caller caller) =>
        !ErasedOnly
        && caller.Kind is not CredentialKind.Development
        && caller.Tenant == Tenant
        && (!FederatedOnly || caller.Kind is CredentialKind.Federated)
        && (Token is null || Token == caller.Credential)
        && (Family is null || Family == caller.Family)
        && (Key is null || Key == caller.Key);
}
