using Troupe.Server.Admission;

namespace Troupe.Server.Sessions;

/// <summary>On whose behalf a session goes on, and for how long.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Since">Since when the session has this credential.</param>
internal sealed record SessionCredential(Caller Caller, DateTimeOffset Since)
{
    /// <summary>Whether the client was told that it expires.</summary>
    public bool Told { get; init; }

    /// <summary>When something is due: the client is told at half life; null when the credential does not expire.</summary>
    public DateTimeOffset? DueAt => Caller.ExpiresAt is not { } end ? null : Told ? end : Since + ((end - Since) / 2);
}
