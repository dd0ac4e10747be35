using System.ComponentModel;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Audit;

/// <summary>The audit over HTTP; all of it needs <c>audit:read</c>.</summary>
internal static class AuditEndpoints
{
    /// <summary>Maps <c>/v1/audit</c>.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/v1/audit").RequireScopeOf("audit:read").WithTags("Audit");
        audit.MapGet("/", ListAsync).Costs(Budget.Read)
            .WithName("audit.list")
            .WithSummary("Lists entries of the audit log, oldest first.")
            .WithDescription("Go on with next until it is absent, also when a page is empty: at most 10,000 entries are looked at for a page. Reading is itself an entry; while nothing can be written it waits, and is written later with its time.")
            .Produces<AuditPage>().Refuses("bad_request", "storage_read_only", "storage_unavailable");
        audit.MapGet("/checkpoint", CheckpointAsync).Costs(Budget.Read)
            .WithName("audit.checkpoint")
            .WithSummary("Signs the log as it is.")
            .WithDescription("A signed note (C2SP tlog-checkpoint): origin, size, root hash, signature with ECDSA on P-256. Keep it: a later log that does not continue it was changed.")
            .Produces<string>(contentType: "text/plain").Refuses("audit_damaged", "storage_unavailable");
        audit.MapGet("/key", ShowKey).Costs(Budget.Read)
            .WithName("audit.key")
            .WithSummary("Shows the public key of the checkpoints.")
            .WithDescription("A line name+id+base64 as signed notes have it (type 0x02). Fetch it once, keep it, and compare.")
            .Produces<string>(contentType: "text/plain");
        audit.MapGet("/proofs/inclusion", InclusionAsync).Costs(Budget.Read)
            .WithName("audit.proveInclusion")
            .WithSummary("Proves that an entry is in the log.")
            .WithDescription("The audit path of RFC 6962, section 2.1.1, from the entry to the root of the tree of the given size; without a size, of the newest.")
            .Produces<InclusionProof>().Refuses("bad_request", "not_found", "audit_damaged");
        audit.MapGet("/proofs/consistency", ConsistencyAsync).Costs(Budget.Read)
            .WithName("audit.proveConsistency")
            .WithSummary("Proves that the log only grew between two sizes.")
            .WithDescription("The consistency proof of RFC 6962, section 2.1.2, from one size to another; without the second, to the newest.")
            .Produces<ConsistencyProof>().Refuses("bad_request", "not_found", "audit_damaged");
        audit.MapGet("/export", ExportAsync).Costs(Budget.Export)
            .WithName("audit.export")
            .WithSummary("Exports the whole log as JSON lines.")
            .WithDescription("Entries in order, hashes after every 256, and a signed checkpoint as the last line; troupe audit verify checks it. Exporting is itself an entry, the last one; when that cannot be written nothing is exported.")
            .Produces<string>(contentType: "application/jsonl").Refuses("audit_damaged", "storage_read_only", "storage_unavailable");
    }

    private static async Task<IResult> ListAsync([AsParameters] AuditQuery query, HttpContext context, AuditReader reader, AuditWriter writer)
    {
        if (query.Mistake() is { } mistake)
        {
            return Problem.Of("bad_request", mistake);
        }

        var caller = Caller.Of(context);
        await writer.WriteOrSpoolAsync(caller.Tenant, writer.EntryOf(caller, "audit.read", "audit/log"), context.RequestAborted);
        return Results.Json(await reader.PageAsync(caller.Tenant, query, context.RequestAborted), Wire.Json);
    }

    private static async Task<IResult> CheckpointAsync(HttpContext context, AuditReader reader) =>
        Results.Text(await reader.CheckpointAsync(Caller.Of(context).Tenant, context.RequestAborted), "text/plain; charset=utf-8");

    private static IResult ShowKey(HttpContext context, CheckpointSigner signer) => Results.Text($"{signer.KeyOf(Caller.Of(context).Tenant)}\n", "text/plain; charset=utf-8");

    private static async Task<IResult> InclusionAsync(
        [Description("Index of the entry, from 0.")] long index, [Description("Size of the tree. Default: the newest.")] long? size, HttpContext context, AuditReader reader) =>
        index < 0 || size < 0 ? Problem.Of("bad_request", "'index' and 'size' are whole numbers from 0 on.")
        : await reader.InclusionAsync(Caller.Of(context).Tenant, index, size, context.RequestAborted) is { } proof ? Results.Json(proof, Wire.Json)
        : Problem.Of("not_found", $"The log has no entry {index} in a tree of that size.");

    private static async Task<IResult> ConsistencyAsync(
        [Description("The older size.")] long from, [Description("The newer size. Default: the newest.")] long? to, HttpContext context, AuditReader reader) =>
        from < 0 || to < 0 ? Problem.Of("bad_request", "'from' and 'to' are whole numbers from 0 on.")
        : await reader.ConsistencyAsync(Caller.Of(context).Tenant, from, to, context.RequestAborted) is { } proof ? Results.Json(proof, Wire.Json)
        : Problem.Of("not_found", "The log was never of these sizes: 'from' is not above 'to', and 'to' not above the size of the newest checkpoint.");

    private static async Task ExportAsync(HttpContext context, AuditReader reader, AuditWriter writer)
    {
        var (caller, stop) = (Caller.Of(context), context.RequestAborted);
        await writer.WriteAsync(caller.Tenant, writer.EntryOf(caller, "audit.export", "audit/log"), stop);
        var note = await reader.CheckpointAsync(caller.Tenant, stop);
        context.Response.ContentType = "application/jsonl";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{caller.Tenant}.jsonl\"";
        context.Response.Headers.CacheControl = "no-store";
        await foreach (var line in reader.ExportAsync(caller.Tenant, note, stop))
        {
            await context.Response.BodyWriter.WriteAsync(line, stop);
        }
    }
}
