using Troupe.Contracts.Control;
using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>A tenant as its facts tell it: one stream in each tenant.</summary>
internal sealed record Tenant : IFolded<Tenant>
{
    /// <summary>Id of the stream: a tenant has one of itself.</summary>
    public const string Self = "self";

    /// <inheritdoc/>
    public static string Kind => "tenant";

    /// <inheritdoc/>
    public static Tenant Initial { get; } = new();

    /// <summary>Whether it was created.</summary>
    public bool Exists { get; private init; }

    /// <summary>What people call it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The name of its tier.</summary>
    public string Tier { get; private init; } = "standard";

    /// <summary>The issuer that it trusts; null when it trusts none.</summary>
    public Federation? Federation { get; private init; }

    /// <summary>Whether all of its credentials are refused for now.</summary>
    public bool Suspended { get; private init; }

    /// <summary>The stream of a tenant.</summary>
    public static StreamId StreamOf(TenantId tenant) => new(tenant, Kind, Self);

    /// <inheritdoc/>
    public Tenant Apply(IDomainEvent fact) => fact switch
    {
        TenantCreated created => this with { Exists = true, Name = created.Name, Tier = created.Tier },
        TenantTierSet set => this with { Tier = set.Tier },
        FederationSet federated => this with { Federation = federated.Terms },
        TenantSuspended => this with { Suspended = true },
        TenantReinstated => this with { Suspended = false },
        _ => this,
    };
}

/// <summary>A tenant was created.</summary>
[EventType("tenant.created")]
internal sealed record TenantCreated(string Name, string Tier) : IDomainEvent;

/// <summary>A tenant has another tier.</summary>
[EventType("tenant.tierSet")]
internal sealed record TenantTierSet(string Tier) : IDomainEvent;

/// <summary>A tenant trusts an issuer, or none any longer.</summary>
/// <param name="Terms">What it takes from the issuer; null for none.</param>
[EventType("tenant.federationSet")]
internal sealed record FederationSet(Federation? Terms) : IDomainEvent;

/// <summary>All credentials of a tenant are refused from here on.</summary>
[EventType("tenant.suspended")]
internal sealed record TenantSuspended : IDomainEvent;

/// <summary>Credentials of a tenant are good again.</summary>
[EventType("tenant.reinstated")]
internal sealed record TenantReinstated : IDomainEvent;
