namespace Troupe.Contracts.Control;

/// <summary>What a tenant is entitled to; limits are set by tier.</summary>
public enum TenantTier
{
    /// <summary>For trials.</summary>
    Free,

    /// <summary>For most.</summary>
    Standard,

    /// <summary>For those with needs of their own.</summary>
    Enterprise,
}

/// <summary>Creates a tenant.</summary>
/// <param name="Tenant">Its id: 1 to 40 of <c>a-z 0-9 -</c>, beginning with a letter or digit.</param>
/// <param name="Name">What people call it: 1 to 100 characters.</param>
public sealed record CreateTenant(string Tenant, string Name)
{
    /// <summary>Its tier. Default: standard.</summary>
    public TenantTier Tier { get; init; } = TenantTier.Standard;
}

/// <summary>Sets the tier of a tenant.</summary>
/// <param name="Tier">The tier.</param>
public sealed record SetTenantTier(TenantTier Tier);

/// <summary>A tenant.</summary>
/// <param name="Tenant">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Suspended">Whether all of its credentials are refused for now.</param>
/// <param name="Version">Counts its changes; the entity tag of <c>If-Match</c>.</param>
public sealed record TenantView(string Tenant, string Name, TenantTier Tier, bool Suspended, long Version);
