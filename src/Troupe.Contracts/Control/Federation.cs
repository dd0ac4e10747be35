namespace Troupe.Contracts.Control;

/// <summary>An issuer of tokens that a tenant trusts beside this server, such as its own OpenID provider.</summary>
/// <param name="Issuer">What tokens name in <c>iss</c>, exactly.</param>
/// <param name="Audience">What tokens name in <c>aud</c>: the id under which this server is registered at the issuer.</param>
/// <param name="KeysUrl">Where the issuer's keys are (a JSON Web Key Set): https, at an address of the internet or in a network that the operator allows.</param>
public sealed record Federation(string Issuer, string Audience, string KeysUrl)
{
    /// <summary>Scopes that every token of the issuer gives. Default: none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim whose values give more scopes: a text of words, or a list. Default: <c>scope</c>.</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>Values of that claim with the scopes that each gives. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ScopeMap { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The claim that names the only scene in which a bearer opens sessions. Default: null, all scenes.</summary>
    public string? SceneClaim { get; init; }

    /// <summary>The claim that says what a bearer is in a session. Default: null, none.</summary>
    public string? RoleClaim { get; init; }
}

/// <summary>The issuer that a tenant trusts.</summary>
/// <param name="Federation">The issuer; null when it trusts none.</param>
/// <param name="Version">Counts changes of the tenant; the entity tag of <c>If-Match</c>.</param>
public sealed record FederationView(Federation? Federation, long Version);
