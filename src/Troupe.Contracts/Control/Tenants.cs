namespace Troupe.Contracts.Control;

/// <summary>Creates a tenant.</summary>
/// <param name="Tenant">Its id: 1 to 40 of <c>a-z 0-9 -</c>, beginning with a letter or digit.</param>
/// <param name="Name">What people call it: 1 to 100 characters.</param>
public sealed record CreateTenant(string Tenant, string Name)
{
    /// <summary>The name of its tier, which sets its limits. Default: <c>standard</c>.</summary>
    public string Tier { get; init; } = "standard";
}

/// <summary>Sets the tier of a tenant.</summary>
/// <param name="Tier">The name of the tier.</param>
public sealed record SetTenantTier(string Tier);

/// <summary>A tenant.</summary>
/// <param name="Tenant">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tier">The name of its tier.</param>
/// <param name="Suspended">Whether all of its credentials are refused for now.</param>
/// <param name="Version">Counts its changes; the entity tag of <c>If-Match</c>.</param>
public sealed record TenantView(string Tenant, string Name, string Tier, bool Suspended, long Version);
