using System.Text.Json;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Presenters;

/// <summary>Work was ordered. Beside the job's own facts, which are pushed.</summary>
/// <param name="Order">All that doing it later needs; sealed for who ordered it.</param>
[EventType("work.ordered")]
internal sealed record WorkOrdered(Protected<WorkOrder> Order) : IDomainEvent
{
    /// <summary>The order that does a command later.</summary>
    public static WorkOrdered Of(Command command, string target) => new(Protected<WorkOrder>.Of(command.Caller.Subject, WorkOrder.Of(command, target)));
}

/// <summary>What is to be done later.</summary>
/// <param name="Action">What was asked, such as <c>presenter.publish</c>.</param>
/// <param name="Target">The presenter.</param>
/// <param name="Payload">What was asked in detail.</param>
/// <param name="Subject">On whose behalf.</param>
/// <param name="Credential">What showed it.</param>
/// <param name="Scopes">What they may do.</param>
internal sealed record WorkOrder(string Action, string Target, JsonElement Payload, string Subject, string Credential, string Scopes)
{
    /// <summary>The version that the caller saw; null for any.</summary>
    public long? SeenVersion { get; init; }

    /// <summary>Names the request, so that it is done once however often it is taken up.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Why { get; init; }

    /// <summary>Whether a person asked.</summary>
    public bool ByPerson { get; init; }

    /// <summary>The order that does a command later.</summary>
    public static WorkOrder Of(Command command, string target) =>
        new(command.Action, target, JsonSerializer.SerializeToElement(command.Payload, EventCodec.Json), command.Caller.Subject, command.Caller.Credential, command.Caller.Scopes.ToString())
        {
            SeenVersion = command.SeenVersion, IdempotencyKey = command.IdempotencyKey, Why = command.Why, ByPerson = command.Caller.IsPerson,
        };

    /// <summary>The command, as its caller gave it; its payload is a <see cref="JsonElement"/>.</summary>
    public Command ToCommand(TenantId tenant) =>
        new(new Caller(tenant, Subject, Credential, ScopeSet.Parse(Scopes)) { Kind = ByPerson ? CredentialKind.Federated : CredentialKind.Development }, Action, Payload) { SeenVersion = SeenVersion, IdempotencyKey = IdempotencyKey, Why = Why };
}

/// <summary>A server does it, and nobody else until then.</summary>
/// <param name="Until">When somebody else may take it up, unless it is renewed.</param>
[EventType("work.taken")]
internal sealed record WorkTaken(DateTimeOffset Until) : IDomainEvent;

/// <summary>The server is still at it.</summary>
/// <param name="Until">When somebody else may take it up.</param>
[EventType("work.renewed")]
internal sealed record WorkRenewed(DateTimeOffset Until) : IDomainEvent;

/// <summary>The server goes down and leaves it to others.</summary>
[EventType("work.released")]
internal sealed record WorkReleased : IDomainEvent;

/// <summary>Nothing is left to do.</summary>
[EventType("work.ended")]
internal sealed record WorkEnded : IDomainEvent;

/// <summary>Who does a job, folded from its facts; its stream has the job's id.</summary>
internal sealed record Work : IFolded<Work>
{
    /// <inheritdoc/>
    public static string Kind => "work";

    /// <inheritdoc/>
    public static Work Initial { get; } = new();

    /// <summary>What is to be done; null when it was never ordered, or when who ordered it was erased.</summary>
    public WorkOrder? Order { get; init; }

    /// <summary>Until when it is somebody's; null while it waits.</summary>
    public DateTimeOffset? TakenUntil { get; init; }

    /// <summary>How often it was taken up and not released.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool Ended { get; init; }

    /// <inheritdoc/>
    public Work Apply(IDomainEvent fact) => fact switch
    {
        WorkOrdered ordered => new Work { Order = ordered.Order.ValueOr(null) },
        WorkTaken taken => this with { TakenUntil = taken.Until, Attempts = Attempts + 1 },
        WorkRenewed renewed => this with { TakenUntil = renewed.Until },
        WorkReleased => this with { TakenUntil = null, Attempts = Attempts - 1 },
        WorkEnded => this with { Ended = true, TakenUntil = null },
        _ => this,
    };
}
