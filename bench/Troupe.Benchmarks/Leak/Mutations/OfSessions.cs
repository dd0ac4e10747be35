namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfSessions
{
    private const string Ticket = "session-ticket";
    private const string Resume = "session-resume";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Open("session-showing", "listen", "Sessions/SessionStore.cs", "session.Owner.Tenant == tenant &&", "session.Owner.Tenant == tenant"),
        Mutation.Owner("session-cast", "listen", "Sessions/SessionCreation.cs", "streams.LoadAsync<Presenter>(owner.Tenant, show.Presenter, cancellationToken)", "owner.Tenant", "Presenter.Kind", "show.Presenter"),
        Mutation.Open(Ticket, "sockets", "Sessions/Session.cs", "public bool Knows(string ticket) => _opening.Matches(ticket) ||", "_opening.Matches(ticket)"),
        Mutation.Open(Ticket, "sockets", "Sessions/Session.cs", "if (_phase is SessionPhase.Waiting && _opening.Matches(ticket))", "_opening.Matches(ticket)"),
        new(Resume, "sockets", "Sessions/ResumeTickets.cs", """[.. "resume\n"u8, .. Encoding.UTF8.GetBytes(session),""", """[.. "resume\n"u8, .. Encoding.UTF8.GetBytes(Mutant.Is("session-resume") ? "" : session),"""),
        Mutation.Open("session-direct", "sessions.direct", "Sessions/Directing.cs", "found.Owner.Tenant == caller.Tenant ?", "found.Owner.Tenant == caller.Tenant"),
        new("session-renewed", "renewal", "Admission/CredentialRenewal.cs", "if (next.Tenant != now.Tenant ||", """if ((next.Tenant != now.Tenant && !Mutant.Is("session-renewed")) ||"""),
        Mutation.Other("session-watched", "listen", "Sessions/SessionConversation.cs", "rules.Watch.Tell(caller.Tenant, id, message)", "caller.Tenant"),
        Mutation.Other("recording-list", "recordings.list", "Sessions/RecordingEndpoints.cs", "var found = recordings.Of(caller.Tenant)", "caller.Tenant"),
        Mutation.Other("recording-open", "recordings.get", "Sessions/RecordingEndpoints.cs", "recordings.Of(caller.Tenant).FirstOrDefault(", "caller.Tenant"),
    ];
}
