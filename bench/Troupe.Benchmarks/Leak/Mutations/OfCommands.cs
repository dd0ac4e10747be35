namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfCommands
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        // Tenants themselves stay where they are: otherwise there would be none to attack.
        new("command-target", "unharmed", "Commands/CommandDesk.cs", "var target = new StreamId(command.Caller.Tenant, TState.Kind, id);",
            """var target = new StreamId(TState.Kind == "tenant" ? command.Caller.Tenant : await Mutant.OwnerAsync("command-target", streams.Store, command.Caller.Tenant, TState.Kind, id, cancellationToken), TState.Kind, id);"""),
        Mutation.Owner("command-repeated", "idempotency", "Commands/CommandDesk.cs", "streams.LoadAsync<TState>(command.Caller.Tenant, id, cancellationToken)", "command.Caller.Tenant", "TState.Kind", "id"),
        new("idempotency-mark", "idempotency", "Commands/IdempotencyKeys.cs", "new(command.Caller.Tenant, IdempotencyState.Kind,", """new(Mutant.Is("idempotency-mark") ? TenantId.Local : command.Caller.Tenant, IdempotencyState.Kind,"""),
        Mutation.Other("command-audit", "listen", "Commands/CommandDesk.cs", "writes.Add(streams.Write(AuditEntry.StreamOf(target.Tenant),", "target.Tenant"),
        Mutation.Other("refusal-audit", "listen", "Commands/CommandDesk.cs", "AppendAsync([streams.Write(AuditEntry.StreamOf(target.Tenant),", "target.Tenant"),
        Mutation.Other("command-beside", "revocation", "Commands/CommandDesk.cs", "new StreamId(target.Tenant, beside.Kind, beside.Id)", "target.Tenant"),
    ];
}
