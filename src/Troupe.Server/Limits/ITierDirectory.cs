namespace Troupe.Server.Limits;

/// <summary>Knows the tiers of tenants.</summary>
internal interface ITierDirectory
{
    /// <summary>The name of a tenant's tier, without I/O and without allocating.</summary>
    string TierOf(TenantId tenant);
}

/// <summary>Every tenant has the tier that is named like it, or the standard one.</summary>
internal sealed class TiersByName : ITierDirectory
{
    /// <inheritdoc/>
    public string TierOf(TenantId tenant) => tenant == TenantId.Local ? "local" : "standard";
}
