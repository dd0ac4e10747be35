using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>The rules of a tenant changed.</summary>
/// <param name="Document">The rules.</param>
[EventType("policy.changed")]
internal sealed record PolicyChanged(PolicyDocument Document) : IDomainEvent
{
    /// <summary>The version that they were taken from; null when they are its own.</summary>
    public long? Restores { get; init; }
}

/// <summary>How a tenant's presenters are shown to be machines changed.</summary>
/// <param name="Disclosure">How they are.</param>
[EventType("policy.disclosureChanged")]
internal sealed record DisclosureChanged(DisclosureRules Disclosure) : IDomainEvent;

/// <summary>The policy of a tenant; one stream for each.</summary>
/// <param name="Document">The rules.</param>
/// <param name="Disclosure">How its presenters are shown to be machines.</param>
internal sealed record PolicyState(PolicyDocument Document, DisclosureRules Disclosure) : IFolded<PolicyState>
{
    /// <summary>The id of the stream.</summary>
    public const string Id = "current";

    /// <inheritdoc/>
    public static string Kind => "policy";

    /// <inheritdoc/>
    public static PolicyState Initial { get; } = new(new PolicyDocument(), new DisclosureRules());

    /// <inheritdoc/>
    public PolicyState Apply(IDomainEvent fact) => fact switch
    {
        PolicyChanged changed => this with { Document = changed.Document },
        DisclosureChanged changed => this with { Disclosure = changed.Disclosure },
        _ => this,
    };
}
