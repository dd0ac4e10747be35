using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Audit;

/// <summary>An entry of a tenant's audit log.</summary>
/// <param name="Action">What was asked, such as <c>presenter.publish</c>.</param>
/// <param name="Target">What it was about, such as <c>presenter/weather</c>.</param>
/// <param name="Subject">Who: the id of a key, or the pseudonym of a person.</param>
/// <param name="Credential">The prefix of a key or the <c>jti</c> of a token.</param>
/// <param name="Outcome"><c>done</c>, or the code of the refusal.</param>
[EventType("audit.recorded")]
internal sealed record AuditEntry(string Action, string Target, string Subject, string Credential, string Outcome) : IDomainEvent
{
    /// <summary>The person, as their token names them; null for a key. The hash of the entry is over the sealed name, and stays right when the person is erased.</summary>
    public Protected<string>? Name { get; init; }

    /// <summary>Why, in the caller's words; null when they gave none.</summary>
    public Protected<string>? Why { get; init; }

    /// <summary>The version of the target after it; null when it did not change.</summary>
    public long? Version { get; init; }

    /// <summary>What led to the outcome, in order: rules of the policy, limits, signs of abuse.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>When it happened; null when that is when it was written. A reading that was let through while nothing could be written is written later.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>An entry about what a caller asks.</summary>
    /// <param name="streams">Knows the pseudonyms of persons.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">What.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="outcome">What came of it.</param>
    public static AuditEntry Of(EventStreams streams, Caller caller, string action, string target, string outcome = "done") => caller.IsPerson
        ? new(action, target, streams.PseudonymOf(caller.Tenant, caller.Subject), caller.Credential, outcome) { Name = Protected<string>.Of(caller.Subject, caller.Subject) }
        : new(action, target, caller.Subject, caller.Credential, outcome);

    /// <summary>The stream of a tenant's entries.</summary>
    public static StreamId StreamOf(TenantId tenant) => new(tenant, "audit", "log");
}
