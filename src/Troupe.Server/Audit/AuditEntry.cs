using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>An entry of a tenant's audit log.</summary>
/// <param name="Action">What was asked, such as <c>presenter.publish</c>.</param>
/// <param name="Target">What it was about, such as <c>presenter/weather</c>.</param>
/// <param name="Subject">Who: the id of a key or the subject of a token.</param>
/// <param name="Credential">The prefix of a key or the <c>jti</c> of a token.</param>
/// <param name="Outcome"><c>done</c>, or the code of the refusal.</param>
[EventType("audit.recorded")]
internal sealed record AuditEntry(string Action, string Target, string Subject, string Credential, string Outcome) : IDomainEvent
{
    /// <summary>Why, in the caller's words; null when they gave none.</summary>
    public string? Why { get; init; }

    /// <summary>The version of the target after it; null when it did not change.</summary>
    public long? Version { get; init; }

    /// <summary>What led to the outcome, in order: rules of the policy, limits, signs of abuse.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>When it happened; null when that is when it was written. A reading that was let through while nothing could be written is written later.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The stream of a tenant's entries.</summary>
    public static StreamId StreamOf(TenantId tenant) => new(tenant, "audit", "log");
}
