using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tenants;

/// <summary>A session token and all that refreshing makes of it.</summary>
internal sealed record TokenFamily : IFolded<TokenFamily>
{
    /// <inheritdoc/>
    public static string Kind => "family";

    /// <inheritdoc/>
    public static TokenFamily Initial { get; } = new();

    /// <summary>How it began; null before.</summary>
    public FamilyStarted? Started { get; private init; }

    /// <summary>The number of the newest refresh token, from 1.</summary>
    public long Number { get; private init; }

    /// <summary>When the newest refresh token was made.</summary>
    public DateTimeOffset RefreshedAt { get; private init; }

    /// <summary>Why it ended before its time; null when it did not.</summary>
    public FamilyEnd? Ended { get; private init; }

    /// <inheritdoc/>
    public TokenFamily Apply(IDomainEvent fact) => fact switch
    {
        FamilyStarted started => this with { Started = started, Number = 1, RefreshedAt = started.At },
        FamilyRefreshed refreshed => this with { Number = refreshed.Number, RefreshedAt = refreshed.At },
        FamilyRevoked revoked => this with { Ended = revoked.Reason },
        _ => this,
    };
}

/// <summary>Why a family ended before its time.</summary>
internal enum FamilyEnd
{
    /// <summary>Somebody revoked it.</summary>
    Revoked,

    /// <summary>A refresh token was used twice.</summary>
    Reused,
}

/// <summary>A token was issued.</summary>
/// <param name="Subject">Who bears it.</param>
/// <param name="Scopes">Its scopes, separated by spaces.</param>
/// <param name="At">When.</param>
/// <param name="RefreshUntil">Until when it can be refreshed; null for never.</param>
[EventType("family.started")]
internal sealed record FamilyStarted(Protected<string> Subject, string Scopes, DateTimeOffset At, DateTimeOffset? RefreshUntil) : IDomainEvent
{
    /// <summary>The key that issued it.</summary>
    public string? Key { get; init; }

    /// <summary>The only scene in which it opens sessions.</summary>
    public string? Scene { get; init; }

    /// <summary>What its bearer is in a session.</summary>
    public string? Role { get; init; }

    /// <summary>The only origin that may send it.</summary>
    public string? Origin { get; init; }

    /// <summary>How long each token of it lasts.</summary>
    public TimeSpan Lifetime { get; init; }
}

/// <summary>The next token was issued.</summary>
/// <param name="Number">The number of the newest refresh token.</param>
/// <param name="At">When.</param>
[EventType("family.refreshed")]
internal sealed record FamilyRefreshed(long Number, DateTimeOffset At) : IDomainEvent;

/// <summary>A family ended before its time.</summary>
/// <param name="Reason">Why.</param>
[EventType("family.revoked")]
internal sealed record FamilyRevoked(FamilyEnd Reason) : IDomainEvent;
