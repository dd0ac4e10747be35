namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfAudit
{
    private const string Endpoints = "Audit/AuditEndpoints.cs";
    private const string Caller = "Caller.Of(context).Tenant";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Other("audit-entries", "audit.list", "Audit/AuditReader.cs", "ReadStreamAsync(AuditEntry.StreamOf(tenant), after,", "tenant"),
        Mutation.Other("audit-page", "audit.list", Endpoints, "reader.PageAsync(caller.Tenant, query,", "caller.Tenant"),
        Mutation.Other("audit-checkpoint", "audit", Endpoints, "reader.CheckpointAsync(Caller.Of(context).Tenant,", Caller),
        Mutation.Other("audit-key", "audit.key", Endpoints, "signer.KeyOf(Caller.Of(context).Tenant)", Caller),
        Mutation.Other("audit-inclusion", "audit", Endpoints, "reader.InclusionAsync(Caller.Of(context).Tenant,", Caller),
        Mutation.Other("audit-consistency", "audit", Endpoints, "reader.ConsistencyAsync(Caller.Of(context).Tenant,", Caller),
        Mutation.Other("audit-export", "audit", Endpoints, "reader.ExportAsync(caller.Tenant, note,", "caller.Tenant"),
        Mutation.Other("audit-export-note", "audit", Endpoints, "reader.CheckpointAsync(caller.Tenant, stop)", "caller.Tenant"),
        Mutation.Other("audit-export-entry", "audit.list", Endpoints, "writer.WriteAsync(caller.Tenant, writer.EntryOf(caller, \"audit.export\"", "caller.Tenant"),
        Mutation.Other("audit-read-entry", "audit.list", Endpoints, "writer.WriteOrSpoolAsync(caller.Tenant, writer.EntryOf(caller, \"audit.read\"", "caller.Tenant"),
        Mutation.Other("audit-tree", "audit", "Audit/AuditTree.cs", "_trees.GetOrAdd(tenant, static", "tenant"),
        Mutation.Other("audit-note", "audit", "Audit/CheckpointSigner.cs", "if (_last.TryGetValue(tenant, out var known))", "tenant"),
        Mutation.Other("audit-signer", "audit.key", "Audit/CheckpointSigner.cs", "_keys.GetOrAdd(tenant, name", "tenant"),
        Mutation.Other("audit-of-abuse", "abuse", "Abuse/AbuseRecorder.cs", "_entries.Writer.TryWrite((caller.Tenant, entry, ", "caller.Tenant"),
    ];
}
