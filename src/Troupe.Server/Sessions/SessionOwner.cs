using Troupe.Server.Admission;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Whose a session is, and what it was asked to show.</summary>
/// <param name="Caller">Who opened it.</param>
/// <param name="Show">What it shows of which presenter; null for the one that the server comes with.</param>
internal sealed record SessionOwner(Caller Caller, ShowRequest? Show)
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant => Caller.Tenant;

    /// <summary>The origin of the page that opened it; null when no page did.</summary>
    public string? PageOrigin { get; init; }

    /// <summary>The address of its socket, without a ticket.</summary>
    public string SocketAddress { get; init; } = "";
}
