using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>An API key as its facts tell it. Of its secrets only hashes are known.</summary>
internal sealed record ApiKey : IFolded<ApiKey>
{
    /// <inheritdoc/>
    public static string Kind => "key";

    /// <inheritdoc/>
    public static ApiKey Initial { get; } = new();

    /// <summary>How it was created; null before.</summary>
    public KeyCreated? Created { get; private init; }

    /// <summary>Hash of the secret.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>Hash of the secret before the last rotation; null when there was none.</summary>
    public string? PreviousHash { get; private init; }

    /// <summary>Until when the secret before the last rotation is good.</summary>
    public DateTimeOffset? PreviousUntil { get; private init; }

    /// <summary>Whether it is refused for good.</summary>
    public bool Revoked { get; private init; }

    /// <summary>The stream of a key.</summary>
    public static StreamId StreamOf(TenantId tenant, string key) => new(tenant, Kind, key);

    /// <inheritdoc/>
    public ApiKey Apply(IDomainEvent fact) => fact switch
    {
        KeyCreated created => this with { Created = created, Hash = created.Hash },
        KeyRotated rotated => this with { Hash = rotated.Hash, PreviousHash = Hash, PreviousUntil = rotated.PreviousUntil },
        KeyRevoked => this with { Revoked = true },
        _ => this,
    };
}

/// <summary>A key was created.</summary>
/// <param name="Label">What it is for.</param>
/// <param name="Kind">Where it may be kept.</param>
/// <param name="Hash">SHA-256 of the secret, in hexadecimal digits.</param>
/// <param name="Scopes">Its scopes, separated by spaces.</param>
/// <param name="Origins">Origins that may send it.</param>
/// <param name="Scene">The only scene in which it opens sessions.</param>
/// <param name="At">When.</param>
/// <param name="ExpiresAt">When it expires.</param>
[EventType("key.created")]
internal sealed record KeyCreated(string Label, KeyKind Kind, string Hash, string Scopes, IReadOnlyList<string> Origins, string? Scene, DateTimeOffset At, DateTimeOffset? ExpiresAt) : IDomainEvent;

/// <summary>A key has another secret.</summary>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="PreviousUntil">Until when the secret before it is good.</param>
[EventType("key.rotated")]
internal sealed record KeyRotated(string Hash, DateTimeOffset PreviousUntil) : IDomainEvent;

/// <summary>A key is refused for good.</summary>
[EventType("key.revoked")]
internal sealed record KeyRevoked : IDomainEvent;
