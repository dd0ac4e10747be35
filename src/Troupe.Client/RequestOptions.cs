namespace Troupe.Client;

/// <summary>What can be said of any request.</summary>
public sealed record RequestOptions
{
    /// <summary>Names a change, so that repeating it does it once, even from another process; to 255 characters. Default: null, a name of its own for each call.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why a change is made, for the audit; to 500 characters. Default: null.</summary>
    public string? Why { get; init; }

    /// <summary>The version that was seen of what is changed, for what has no id, such as the policy; guards as a view does. Default: null.</summary>
    public long? Version { get; init; }
}
