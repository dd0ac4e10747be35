using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Push;

/// <summary>Why a subscription ends, and what its subscriber is told last.</summary>
/// <param name="ResumeAfter">Where the subscriber comes back, for it read too slowly; null otherwise.</param>
/// <param name="Code">Why its credential does not carry it any longer, one of <see cref="ErrorCodes"/>; null otherwise.</param>
internal sealed record SubscriptionEnd(long? ResumeAfter, string? Code)
{
    /// <summary>The last word; null when there is nothing to say.</summary>
    public object? Word => Code is { } code ? new SubscriptionEnded(code, ErrorCodes.Get(code).Title, ErrorCodes.Get(code).Retryable)
        : ResumeAfter is { } after ? new SubscriptionResume(after)
        : null;
}
