using System.Text.RegularExpressions;
using Troupe.Benchmarks.Leak;

namespace Troupe.House.Tests.Isolation;

/// <summary>Lines of the server that say whose something is, and those of them that no mutant takes the tenant away from.</summary>
internal static partial class TenantPlaces
{
    /// <summary>Places without a mutant, with the reason: a file below <c>src/Troupe.Server</c> (or a folder), what the line has (empty for all lines), and why.</summary>
    public static IReadOnlyList<(string Path, string Has, string Why)> Unmutated { get; } =
    [
        ("", "Log", "Lines of the log name the tenant for the operator."),
        ("", "logger.", "Lines of the log name the tenant for the operator."),
        ("", "directory.SeenAsync(", "Waits until the tenant's own change is known here."),
        ("", "var tenant = Caller.Of(context).Tenant;", "Each use of it has a mutant of its own."),
        ("", "var tenant = command.Caller.Tenant;", "Each use of it has a mutant of its own."),
        ("", "PseudonymOf(", "What a person is called is drawn from the tenant and the name together; whose facts are read is mutated where they are."),
        ("Events/Postgres/", "", "The conformance suite holds all stores to the same filters; the mutants run on SQLite."),
        ("Events/Sqlite/", "", "Writes and names streams as they were asked for; what is read is mutated in StreamNumbers.cs and SqliteReader.cs."),
        ("Events/Protection/", "", "Personal data is opened by its own stream's keys; the room's tests hold it to that."),
        ("Events/EventStreams.cs", "", "Passes on the tenant that it was given."),
        ("Events/EventEnvelope.cs", "EventFilter Of(", "Passes on the tenant that it was given."),
        ("Events/StreamId.cs", "", "Reads the name of a stream; it says nothing about whose it may be."),
        ("Abuse/", "", "Only bursts and scraping hold a credential, which the matrix may not be held up by; NarrowedCredentialsTests hold it to the tenant."),
        ("Admission/KeyAdmission.cs", "new(card.Tenant", "The tenant of the key itself; key-secret is what guards it."),
        ("Admission/CredentialNarrowed.cs", "", "Only bursts and scraping narrow a credential, which the matrix may not be held up by; NarrowedCredentialsTests hold it to the tenant."),
        ("Admission/CredentialGuard.cs", "", "Sessions of one's own people, by a name that has the tenant in it."),
        ("Assets/AssetDirectory.cs", "EventFilter(Kind:", "Follows all tenants, each to its own shelf; asset-list mixes shelves up."),
        ("Assets/AssetDirectory.cs", "envelope.Stream.Tenant", "Follows all tenants, each to its own shelf; asset-list mixes shelves up."),
        ("Assets/AssetSweeper.cs", "_reports[caller.Tenant]", "Writes the report that sweep-report reads of another."),
        ("Assets/Uploading.cs", "limiter.Settle(", "Gives back what upload-taken took."),
        ("Audit/AuditEndpoints.cs", "ContentDisposition", "The name of the caller's own file."),
        ("Audit/AuditKeeper.cs", "", "Signs the logs of all tenants, each for itself."),
        ("Audit/AuditSpool.cs", "", "Keeps what could not be written with whose it is."),
        ("Audit/AuditTree.cs", "", "The stream of the tree's own tenant; audit-tree mixes trees up."),
        ("Audit/MerkleTiles.cs", "", "Hashes of the tree's own tenant, which are checked against its log."),
        ("Commands/Command.cs", "TenantId Home {", "Whose policy the words of a command meet; policy-rules mixes policies up."),
        ("Commands/CommandDesk.cs", "target.Tenant, id", "command-target chooses the target."),
        ("Commands/CommandDesk.cs", "stream.Tenant, stream.Id", "idempotency-mark chooses the stream."),
        ("Limits/Limiter.cs", "now].Settle(", "Gives back what was taken: budget-cell takes it of another tenant; LimiterTests hold parts to the tenant."),
        ("Limits/Limiter.cs", "new BudgetKey(tenant, budget, session)", "Ids of sessions are drawn at random, and nobody else's can be asked for; LimiterTests hold them to the tenant."),
        ("Limits/Limiter.cs", "new BudgetKey(tenant, budget, part), now];", "Ids of keys are drawn at random, and persons of two tenants who are called the same hold nobody up in the matrix; LimiterTests hold them to the tenant."),
        ("Policy/EditGate.cs", "Rules.Document.Review", "For how long an edit is held; edit-gate is what chooses the rules."),
        ("Policy/EditGate.cs", "FindApprovedAsync<TState>(command", "The id of the review is drawn from the caller's own key; what was done is answered by the target that the gate was asked about."),
        ("Policy/EditGate.cs", "streams.LoadAsync<", "FindApprovedAsync is told the caller's own tenant."),
        ("Policy/EditGate.cs", "? asked.Decision.And(late(", "The policy of the caller's own tenant about a draft; policy-rules mixes policies up."),
        ("Policy/HeldPhrases.cs", "_held.", "phrase-held chooses the stream."),
        ("Policy/PolicyFeed.cs", "envelope.Stream.Tenant", "Follows all tenants; policy-followed mixes them up where a policy is used."),
        ("Policy/PolicyHistory.cs", "StreamOf(tenant)", "policy-version and policy-rollback choose the tenant."),
        ("Policy/ReviewFeed.cs", "", "Follows all tenants, each review by its own stream; review-list mixes them up."),
        ("Presenters/Duplicating.cs", "FindDraftAsync(", "presenter-duplicate takes the tenant away where the draft is read."),
        ("Presenters/PresenterEdits.cs", "PresenterPolicy.Approve(", "The policy of the caller's own tenant about a draft; policy-rules mixes policies up."),
        ("Presenters/RollingBack.cs", "PresenterPolicy.OfShown(", "What the policy of the caller's own tenant says, for the audit; policy-rules mixes policies up."),
        ("Presenters/JobQueue.cs", "", "job-queued chooses the tenant."),
        ("Presenters/Rehearser.cs", "", "Rehearses what presenter-rehearse and presenter-queued let in."),
        ("Presenters/Publisher.cs", "", "Looks up what a decision about the caller's own presenter needs; command-target is what guards it."),
        ("Presenters/Publishing.cs", "publisher.CheckAsync(", "presenter-queued chooses the presenter."),
        ("Preview/PreviewEndpoints.cs", "policy.Marks(", "Whether the caller's own tenant has a mark put on what is generated; policy-rules mixes policies up."),
        ("Push/SubscriptionEndpoints.cs", "writer.WriteOrSpoolAsync(", "Who listens, in the caller's own log; audit-read-entry stands for all such."),
        ("Push/PushHub.cs", "", "Subscribers by their own tenant; push-live mixes them up."),
        ("Sessions/ControlVisit.cs", "Limiter.Charge(", "Takes from the caller's own budget; budget-cell takes from that of another."),
        ("Sessions/Directing.cs", "EvaluateEdit(", "The policy of the session's own tenant; session-direct chooses the session, policy-rules mixes policies up."),
        ("Sessions/PresenterFollower.cs", "", "Follows all tenants; session-showing chooses the sessions."),
        ("Sessions/RecordingEndpoints.cs", "writer.WriteAsync(", "Who opened what, in the caller's own log; audit-read-entry stands for all such."),
        ("Sessions/SessionRecordings.cs", "", "Seals for whoever created the session; recording-list and recording-open choose whose are read."),
        ("Sessions/SessionCreation.cs", "casting.OfAsync(", "session-cast chooses the presenter; asset-card its assets."),
        ("Sessions/SessionOwner.cs", "", "The tenant of whoever created the session."),
        ("Sessions/SessionsSetup.cs", "", "The tenant of whoever created the session."),
        ("Sessions/SessionWatch.cs", "", "session-watched chooses the tenant."),
        ("Subjects/EraseSubjectCommand.cs", "LoadAsync<TokenFamily>", "Families of the person that PersonalFacts found in the caller's own tenant."),
        ("Subjects/SubjectEndpoints.cs", "writer.WriteAsync(", "Who looked at whom, in the caller's own log; audit-read-entry stands for all such."),
        ("Subjects/SubjectEndpoints.cs", "LoadAsync<DataSubject>", "subject-asked chooses the tenant."),
        ("Tenants/CreateKeyCommand.cs", "asked.Caller.Tenant}\\n", "The name that an id is drawn from; KeyCards.cs lets nobody take an id that another has."),
        ("Tenants/CreateTenantCommand.cs", "", "The operator's; operator-scope guards it."),
        ("Tenants/KeyCards.cs", "", "Ids of keys are drawn at random; that a second tenant has one is out of anybody's reach."),
        ("Tenants/KindFollower.cs", "", "Follows all tenants, each stream for itself."),
        ("Tenants/RefreshTokenCommand.cs", "new Caller(shown.Tenant", "What the signed secret says; token-refresh is what guards it."),
        ("Tenants/RefreshTokenCommand.cs", "limit", "Limits whoever showed the signed secret; token-refresh is what guards it."),
        ("Tenants/Revocations.cs", "Holds(caller.Tenant", "token-revoked mixes them up where they are looked for."),
        ("Tenants/RevokeKeyCommand.cs", "directory.Has(", "key-of-tenant is what guards it."),
        ("Tenants/RotateKeyCommand.cs", "directory.Has(", "key-of-tenant is what guards it."),
        ("Tenants/TenantDirectory.cs", "stream.Tenant", "Follows all tenants, each stream for itself."),
        ("Tenants/TenantDirectory.cs", "entry.Key.Tenant, entry.Value", "The operator's list; operator-scope guards it."),
        ("Tenants/TenantDirectory.cs", "Find(caller.Tenant)", "Whether the caller's own tenant is suspended."),
        ("Tenants/TenantEndpoints.cs", "LoadAsync<Tenant>(id", "The operator's, or tenant-own chooses the tenant."),
    ];

    /// <summary>Places without a mutant and without a reason, each with the way out.</summary>
    public static IEnumerable<string> Missing() =>
        from place in All()
        where !Unmutated.Any(known => Covers(known, place.File, place.Line))
        select $"{place.File}: {place.Line.Trim()}: add a mutant to bench/Troupe.Benchmarks/Leak/Mutations, or to {nameof(TenantPlaces)}.cs why there is none";

    private static bool Covers((string Path, string Has, string Why) known, string file, string line) =>
        file.StartsWith(known.Path, StringComparison.Ordinal) && line.Contains(known.Has, StringComparison.Ordinal);

    // Those that no mutant covers.
    private static IEnumerable<(string File, string Line)> All()
    {
        var root = Repository.PathOf("src", "Troupe.Server");
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            var text = File.ReadAllText(path);
            var mutated = Mutation.All.Where(mutation => mutation.File == file).Select(mutation => (From: text.IndexOf(mutation.Old, StringComparison.Ordinal), mutation.Old.Length)).ToArray();
            foreach (Match found in Place().Matches(text))
            {
                var from = text.LastIndexOf('\n', found.Index) + 1;
                var line = text[from..text.IndexOf('\n', found.Index)];
                if (!line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !mutated.Any(span => span.From < from + line.Length && span.From + span.Length > from))
                {
                    yield return (file, line);
                }
            }
        }
    }

    [GeneratedRegex(@"Caller\.Of\([\w.]+\)\.Tenant|\b(?:[cC]aller|Caller|target|[oO]wner|card|shown|taken|stream|Stream|next|now|Key|log|Filter)\.Tenant\b|new EventFilter\(|new StreamId\(|new BudgetKey\(|== [tT]enant\b|\.(?:LoadAsync<|ReadStreamAsync\()", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
