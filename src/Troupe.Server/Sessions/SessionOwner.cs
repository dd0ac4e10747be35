using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Whose a session is, and what it was asked to show.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Show">What it shows of which presenter; null for the one that the server comes with.</param>
internal sealed record SessionOwner(TenantId Tenant, ShowRequest? Show);
