using System.Text.Json;

namespace Troupe.Contracts.Control;

/// <summary>Something that happened, as subscribers are told.</summary>
/// <param name="Position">Its place among all that happened, to go on after it; null for what is not kept, such as events of a live session.</param>
/// <param name="Subject">What it is about, such as <c>presenter</c>.</param>
/// <param name="Id">Which one.</param>
/// <param name="Version">The version that it led to; null for what is not kept.</param>
/// <param name="Type">What happened, such as <c>presenter.published</c>.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Data">What is true from then on.</param>
public sealed record Pushed(long? Position, string Subject, string Id, long? Version, string Type, DateTimeOffset At, JsonElement Data);

/// <summary>The subscription begins: what is told comes after a position. Who is cut off before anything happens comes back after it.</summary>
/// <param name="After">The position.</param>
public sealed record SubscriptionBegan(long After)
{
    /// <summary>Always <c>subscription.began</c>.</summary>
    public string Type { get; init; } = "subscription.began";
}

/// <summary>The subscriber reads too slowly: it is told where it stands, and comes back after that position.</summary>
/// <param name="After">Position of the last thing that it was told.</param>
public sealed record SubscriptionResume(long After)
{
    /// <summary>Always <c>subscription.resume</c>.</summary>
    public string Type { get; init; } = "subscription.resume";
}

/// <summary>The subscription ends, for its credential does not carry it any longer. Whoever has another one goes on after the last position.</summary>
/// <param name="Code">Why, such as <c>token_expired</c> or <c>token_revoked</c>.</param>
/// <param name="Detail">A sentence for a person.</param>
/// <param name="Retryable">Whether coming back may help: at once with a new token when it expired, later when the credential is held back for a while.</param>
public sealed record SubscriptionEnded(string Code, string Detail, bool Retryable)
{
    /// <summary>Always <c>subscription.ended</c>.</summary>
    public string Type { get; init; } = "subscription.ended";
}
