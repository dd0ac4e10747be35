using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>Recordings over HTTP, for whoever answers for the tenant's data subjects.</summary>
internal static class RecordingEndpoints
{
    private const int MostItems = 1000;

    // Some megabytes are read and opened twice: what fifty commands cost at least.
    private const double OpeningWork = 50;

    /// <summary>Maps <c>/v1/recordings</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var recordings = routes.MapGroup("/v1/recordings").RequireScopeOf("tenant:admin").WithTags("Recordings");
        recordings.MapGet("/", List).Costs(Budget.Read)
            .WithName("recordings.list")
            .WithSummary("Lists recordings of sessions, oldest first.")
            .WithDescription("Those that the server that answers has; there are none unless it records. Go on with next until it is absent.")
            .Produces<RecordingPage>().Refuses("bad_request");
        recordings.MapGet("/{session}", OpenAsync).Costs(Budget.Read, work: OpeningWork)
            .WithName("recordings.get")
            .WithSummary("Opens a recording, as JSON lines.")
            .WithDescription("For troupe replay. Of a session that goes on it is what was recorded so far, as it is of one whose server died. Opening is an entry of the audit; when that cannot be written nothing is opened.")
            .Produces<string>(contentType: "application/jsonl").Refuses("not_found", "recording_erased", "recording_damaged", "storage_read_only", "storage_unavailable");
    }

    private static IResult List(
        HttpContext context, SessionRecordings recordings, Keyring keyring, IOptions<JournalOptions> options,
        [Description("Only those of a person: the subject of their tokens, or their pseudonym.")] string? subject = null,
        [Description("Recordings before the page: next of the page before.")] string? after = null,
        [Description("Most recordings of the page, 1 to 1000. Default: 100."), Range(1, MostItems)] int limit = 100)
    {
        if (limit is < 1 or > MostItems)
        {
            return Problem.Of("bad_request", $"'limit' is a whole number from 1 to {MostItems}.");
        }

        var caller = Caller.Of(context);
        var pseudonym = subject is null ? null : keyring.PseudonymOf(caller.Tenant, subject);
        var found = recordings.Of(caller.Tenant)
            .Where(file => (subject is null || file.Pseudonym == pseudonym || file.Pseudonym == subject) && (after is null || string.CompareOrdinal(file.Cursor, after) > 0))
            .OrderBy(file => file.Cursor, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToArray();
        return Results.Json(
            new RecordingPage(
                [.. found.Take(limit).Select(file => new RecordingView(file.Session, file.Began, file.Began + options.Value.Keep, file.HasOwnKey(keyring) ? null : file.Pseudonym))],
                found.Length > limit ? found[limit - 1].Cursor : null),
            Wire.Json);
    }

    private static async Task<IResult> OpenAsync(string session, HttpContext context, SessionRecordings recordings, AuditWriter writer, ILogger<SessionRecordings> logger, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context);
        if (recordings.Of(caller.Tenant).FirstOrDefault(file => file.Session == session) is not { } file)
        {
            return NotFound();
        }

        await writer.WriteAsync(caller.Tenant, writer.EntryOf(caller, "recording.open", $"session/{session}"), cancellationToken);
        ProtectedFileReader? opened = null;
        try
        {
            opened = recordings.Open(file);
            if (opened.IsErased)
            {
                opened.Dispose();
                return Problem.Of("recording_erased", "The person whose session it was has been erased: nobody can open the recording again.");
            }

            await opened.CheckAsync(cancellationToken);
        }
        catch (ProtectionException damage)
        {
            opened?.Dispose();
            logger.RecordingDamaged(file.Name, damage.Message);
            return Problem.Of("recording_damaged", "The recording was changed or moved, or the key store lacks its key; the server's log has the cause.");
        }
        catch (FileNotFoundException)
        {
            return NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{session}.jsonl\"";
        return Results.Stream(
            async body =>
            {
                using var reader = opened;
                while (await reader.ReadAsync(cancellationToken) is { } lines)
                {
                    await body.WriteAsync(lines, cancellationToken);
                }
            },
            "application/jsonl");
    }

    private static IResult NotFound() =>
        Problem.Of("not_found", "The server has no recording of this session: none was made, it was kept as long as recordings are, or its person was erased.");
}
