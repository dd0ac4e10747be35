using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;

namespace Troupe.Server.Subjects;

/// <summary>What a tenant keeps about a person; all of it needs <c>tenant:admin</c>.</summary>
internal static class SubjectEndpoints
{
    // All facts of the tenant are looked through: what fifty commands cost at least.
    private const double SearchWork = 50;

    /// <summary>Maps <c>/v1/subjects</c>.</summary>
    public static void MapSubjects(this IEndpointRouteBuilder routes)
    {
        var subjects = routes.MapGroup("/v1/subjects").RequireScopeOf("tenant:admin").WithTags("Subjects");
        subjects.MapGet("/{subject}", GetAsync).Costs(Budget.Read, work: SearchWork)
            .WithName("subjects.get")
            .WithSummary("Counts what is kept about a person.")
            .WithDescription("The person is the subject of their tokens, percent-encoded. Asking is an entry of the audit, under the pseudonym.")
            .Produces<SubjectView>().Refuses("not_found", "storage_read_only", "storage_unavailable");
        subjects.MapGet("/{subject}/export", ExportAsync).Costs(Budget.Export, work: SearchWork)
            .WithName("subjects.export")
            .WithSummary("Exports what the log keeps about a person as JSON lines.")
            .WithDescription("Each line is a fact with the person's data in clear; (erased) stands for what was erased. Exporting is an entry of the audit, under the pseudonym.")
            .Produces<string>(contentType: "application/jsonl").Refuses("not_found", "storage_read_only", "storage_unavailable");
        EraseSubjectCommand.Map(subjects);
    }

    /// <summary>The subject of an address: an encoded slash is the one thing that the server has not decoded.</summary>
    public static string SubjectOf(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> GetAsync(
        string subject, HttpContext context, PersonalFacts facts, Keyring keyring, EventStreams streams, Erasure erasure, AuditWriter writer, CancellationToken cancellationToken)
    {
        var (tenant, pseudonym) = await AskAsync("subject.read", subject, context, keyring, writer, cancellationToken);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await foreach (var envelope in facts.ReadAsync(tenant, pseudonym, kind: null, cancellationToken))
        {
            counts[envelope.Type] = counts.GetValueOrDefault(envelope.Type) + 1;
        }

        var here = erasure.CountOf(tenant, pseudonym);
        if (keyring.KeyIdOf(pseudonym) is null && here.Values.All(count => count == 0))
        {
            return NotFound(subject);
        }

        var (state, _) = await streams.LoadAsync<DataSubject>(tenant, pseudonym, cancellationToken);
        return Results.Json(new SubjectView(pseudonym, state.Erased?.At, counts, here), Wire.Json);
    }

    private static async Task<IResult> ExportAsync(
        string subject, HttpContext context, PersonalFacts facts, Keyring keyring, EventStreams streams, AuditWriter writer, CancellationToken cancellationToken)
    {
        var (tenant, pseudonym) = await AskAsync("subject.export", subject, context, keyring, writer, cancellationToken);
        if (keyring.KeyIdOf(pseudonym) is null)
        {
            return NotFound(subject);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            async body =>
            {
                await foreach (var envelope in facts.ReadAsync(tenant, pseudonym, kind: null, cancellationToken))
                {
                    var line = new SubjectFact(envelope.Stream.Kind, envelope.Stream.Id, envelope.Type, envelope.At, streams.Show(envelope));
                    await body.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(line, Wire.Json), (byte)'\n'], cancellationToken);
                }
            },
            "application/jsonl");
    }

    // Looking at somebody's data is in the audit before it is looked at.
    private static async ValueTask<(TenantId Tenant, string Pseudonym)> AskAsync(string action, string subject, HttpContext context, Keyring keyring, AuditWriter writer, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context);
        var pseudonym = keyring.PseudonymOf(caller.Tenant, SubjectOf(subject));
        await writer.WriteAsync(caller.Tenant, writer.EntryOf(caller, action, $"{DataSubject.Kind}/{pseudonym}"), cancellationToken);
        return (caller.Tenant, pseudonym);
    }

    private static IResult NotFound(string subject) => Problem.Of("not_found", $"Nothing is kept about '{SubjectOf(subject)}'.");
}
