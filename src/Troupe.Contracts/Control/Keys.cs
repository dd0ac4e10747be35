namespace Troupe.Contracts.Control;

/// <summary>Where an API key may be kept.</summary>
public enum KeyKind
{
    /// <summary>On servers only.</summary>
    Secret,

    /// <summary>In pages: bound to their origins, and good for sessions only.</summary>
    Publishable,
}

/// <summary>Creates an API key.</summary>
/// <param name="Label">What it is for, in a person's words: 1 to 100 characters.</param>
/// <param name="Scopes">Names of scopes, none beyond those of whoever creates it. A publishable key has <c>session:talk</c> and <c>session:observe</c> at most.</param>
public sealed record CreateKey(string Label, IReadOnlyList<string> Scopes)
{
    /// <summary>Where it may be kept. Default: secret.</summary>
    public KeyKind Kind { get; init; }

    /// <summary>Origins that may send a publishable key, such as <c>https://shop.example</c>: at least one, and none for a secret key.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The only scene in which it opens sessions. Default: null, all.</summary>
    public string? Scene { get; init; }

    /// <summary>When it expires. Default: null, never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Gives a key another secret.</summary>
public sealed record RotateKey
{
    /// <summary>Seconds for which the secret before it stays good, 0 to 2,592,000 (30 days). Default: 86,400, a day.</summary>
    public int OverlapSeconds { get; init; } = 86_400;
}

/// <summary>An API key, without its secret.</summary>
/// <param name="Key">Its id: the visible part of the secret, between the first two underscores.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Kind">Where it may be kept.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Origins">Origins that may send it; none for a secret key.</param>
/// <param name="Scene">The only scene in which it opens sessions, or null.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ExpiresAt">When it expires, or null.</param>
/// <param name="PreviousUntil">Until when the secret before the last rotation is good, or null.</param>
/// <param name="Revoked">Whether it is refused for good.</param>
/// <param name="Version">Counts its changes; the entity tag of <c>If-Match</c>.</param>
public sealed record KeyView(
    string Key,
    string Label,
    KeyKind Kind,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Origins,
    string? Scene,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? PreviousUntil,
    bool Revoked,
    long Version);

/// <summary>A page of a list of keys.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
public sealed record KeyPage(IReadOnlyList<KeyView> Items, string? Next);

/// <summary>A key with its secret, which is shown this once and kept nowhere.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What <c>Authorization: Bearer</c> takes; null when a request was repeated under its idempotency key, for then it was shown before.</param>
public sealed record KeySecret(KeyView Key, string? Secret);
