using Troupe.Contracts.Control;

namespace Troupe.Server.Admission;

/// <summary>What admission knows of an issuer that a tenant trusts.</summary>
/// <param name="Tenant">Whose tokens these are.</param>
/// <param name="Terms">What the tenant takes from it.</param>
internal sealed record IssuerCard(TenantId Tenant, Federation Terms);
