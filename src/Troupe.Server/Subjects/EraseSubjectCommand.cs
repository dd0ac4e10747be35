using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Limits;
using Troupe.Server.Tenants;

namespace Troupe.Server.Subjects;

/// <summary>Erases a person: the key of their data, their tokens and live sessions, their recordings.</summary>
internal static class EraseSubjectCommand
{
    /// <summary>Maps <c>DELETE /v1/subjects/{subject}</c>.</summary>
    public static void Map(RouteGroupBuilder subjects) =>
        subjects.MapDelete("/{subject}", Handle).Costs(Budget.Command, work: 50)
            .WithName("subjects.erase")
            .WithSummary("Erases a person.")
            .WithDescription("For good: nothing is kept under this subject again, and no token is issued to it. It may be repeated. The audit has it under the pseudonym; on every server it is done within half a second.")
            .Produces<SubjectErasure>().Refuses("policy_denied", "storage_read_only", "storage_unavailable");

    /// <summary>Decides: whoever was never here is erased as well, so that nothing that is on its way is kept; and whoever was erased is so again, for a person of another issuer may have come back.</summary>
    /// <param name="pseudonym">Their pseudonym.</param>
    /// <param name="families">Their families of tokens that are good.</param>
    /// <param name="options">The rules of tokens.</param>
    /// <param name="now">The time.</param>
    public static Decided Decide(string pseudonym, IReadOnlyList<string> families, TokensOptions options, DateTimeOffset now) =>
        new Decided.Accepted(new SubjectErased(pseudonym, now)) with
        {
            Beside = [.. families.SelectMany(family => (FactBeside[])[new(TokenFamily.Kind, family, new FamilyRevoked(FamilyEnd.Revoked)), RevokeTokenCommand.Beside(family, options, now)])],
        };

    private static async Task<IResult> Handle(
        string subject, HttpContext context, CommandDesk desk, PersonalFacts facts, Keyring keyring, EventStreams streams, Erasure erasure, TenantDirectory directory,
        IOptions<TokensOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var tenant = Caller.Of(context).Tenant;
        var pseudonym = keyring.PseudonymOf(tenant, SubjectEndpoints.SubjectOf(subject));
        var here = erasure.CountOf(tenant, pseudonym);
        var families = await FamiliesAsync(tenant, pseudonym, facts, streams, time.GetUtcNow(), cancellationToken);
        var outcome = await desk.ExecuteAsync<DataSubject>(
            Command.Of(context, "subject.erase", new { pseudonym }), pseudonym, _ => Decide(pseudonym, families, options.Value, time.GetUtcNow()), cancellationToken);
        if (outcome is not CommandOutcome<DataSubject>.Done { State.Erased: { } erased })
        {
            return outcome.ToResult((_, _) => new object());
        }

        await erasure.EraseAsync(tenant, pseudonym, cancellationToken);
        await directory.SeenAsync(new StreamId(tenant, DataSubject.Kind, pseudonym), outcome);
        foreach (var family in families)
        {
            await directory.SeenAsync(new StreamId(tenant, Revocation.Kind, family), version: 1);
        }

        return Results.Json(new SubjectErasure(pseudonym, erased.At, families.Count, here), Wire.Json);
    }

    private static async ValueTask<IReadOnlyList<string>> FamiliesAsync(
        TenantId tenant, string pseudonym, PersonalFacts facts, EventStreams streams, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var good = new List<string>();
        await foreach (var envelope in facts.ReadAsync(tenant, pseudonym, TokenFamily.Kind, cancellationToken))
        {
            if (streams.Read(envelope) is FamilyStarted started && (started.RefreshUntil ?? started.At) + started.Lifetime > now
                && await streams.LoadAsync<TokenFamily>(tenant, envelope.Stream.Id, cancellationToken) is { State.Ended: null })
            {
                good.Add(envelope.Stream.Id);
            }
        }

        return good;
    }
}
