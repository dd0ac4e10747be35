namespace Troupe.Server.Admission;

/// <summary>A credential may do less than before.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="CommonName">Which; see <see cref="Caller.CommonName"/>.</param>
/// <param name="Rest">What it still may.</param>
/// <param name="Code">Why, one of <see cref="Contracts.ErrorCodes"/>.</param>
internal sealed record CredentialNarrowed(TenantId Tenant, string CommonName, ScopeSet Rest, string Code)
{
    /// <summary>Whether it takes something from a caller that needs some scopes.</summary>
    public bool Stops(Caller caller, ScopeSet needs) => caller.Tenant == Tenant && caller.CommonName == CommonName && !Rest.Covers(needs);
}
