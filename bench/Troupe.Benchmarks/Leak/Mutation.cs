namespace Troupe.Benchmarks.Leak;

/// <summary>A place where the server keeps tenants apart, and the same place without it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file below <c>src/Troupe.Server</c>.</param>
/// <param name="Old">What stands there, exactly once.</param>
/// <param name="New">What stands there instead: as before, unless the process runs as this mutant.</param>
public sealed record Mutation(string Name, string File, string Old, string New)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Owner("presenter-read", "Presenters/Reading.cs", "Caller.Of(context).Tenant", "presenter", before: "streams.LoadAsync<Presenter>(", after: ", presenter, cancellationToken)"),
        Owner("presenter-duplicate", "Presenters/Duplicating.cs", "tenant", "presenter", before: "streams.LoadAsync<Presenter>(", after: ", presenter, cancellationToken)"),
        Owner("presenter-preflight", "Presenters/Checking.cs", "tenant", "presenter", before: "streams.LoadAsync<Presenter>(", after: ", presenter, cancellationToken)"),
        new("presenter-list", "Presenters/PresenterDirectory.cs", "new EventFilter(tenant, Presenter.Kind)", """new EventFilter(Mutant.Is("presenter-list") ? null : tenant, Presenter.Kind)"""),
        new("presenter-shelf", "Presenters/PresenterDirectory.cs", "_shelves.GetOrAdd(tenant,", """_shelves.GetOrAdd(Mutant.Is("presenter-shelf") ? TenantId.Local : tenant,"""),
        new("command-target", "Commands/CommandDesk.cs", "var target = new StreamId(command.Caller.Tenant, TState.Kind, id);",
            """var target = new StreamId(await Mutant.OwnerAsync("command-target", streams.Store, command.Caller.Tenant, TState.Kind, id, cancellationToken), TState.Kind, id);"""),
        new("key-list", "Tenants/TenantDirectory.cs", "_keys.All.Where(entry => entry.Key.Tenant == tenant)", """_keys.All.Where(entry => entry.Key.Tenant == tenant || Mutant.Is("key-list"))"""),
        new("key-of-tenant", "Tenants/KeyEndpoints.cs", "card.Tenant == tenant;", """(card.Tenant == tenant || Mutant.Is("key-of-tenant"));"""),
        new("key-secret", "Admission/KeyAdmission.cs", "|| !Fits(card, key.Hash))", """|| !(Fits(card, key.Hash) || Mutant.Is("key-secret")))"""),
        new("operator-scope", "Tenants/TenantEndpoints.cs", """MapGroup("/v1/tenants").RequireScopeOf("platform:admin")""", """MapGroup("/v1/tenants").RequireScopeOf(Mutant.Is("operator-scope") ? "tenant:view" : "platform:admin")"""),
        new("tenant-own", "Tenants/TenantEndpoints.cs", "var id = Caller.Of(context).Tenant;",
            """var id = await Mutant.OwnerAsync("tenant-own", streams.Store, Caller.Of(context).Tenant, Tenant.Kind, Tenant.Self, cancellationToken);"""),
        new("session-showing", "Sessions/SessionStore.cs", "session.Owner.Tenant == tenant &&", """(session.Owner.Tenant == tenant || Mutant.Is("session-showing")) &&"""),
        new("session-cast", "Sessions/SessionCreation.cs", "streams.LoadAsync<Presenter>(owner.Tenant, show.Presenter, cancellationToken)",
            """streams.LoadAsync<Presenter>(await Mutant.OwnerAsync("session-cast", streams.Store, owner.Tenant, Presenter.Kind, show.Presenter, cancellationToken), show.Presenter, cancellationToken)"""),
        new("session-ticket", "Sessions/Session.cs", "_opening.Matches(ticket))", """(Mutant.Is("session-ticket") || _opening.Matches(ticket)))"""),
        new("session-direct", "Sessions/Directing.cs", "found.Owner.Tenant == caller.Tenant ?", """(found.Owner.Tenant == caller.Tenant || Mutant.Is("session-direct")) ?"""),
        new("store-stream", "Events/Sqlite/StreamNumbers.cs",
            "command.CommandText = \"SELECT stream.number FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE tenant.name = $tenant AND",
            "command.CommandText = \"SELECT stream.number FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE \" + (Mutant.Is(\"store-stream\") ? \"$tenant <> ''\" : \"tenant.name = $tenant\") + \" AND"),
        new("policy-read", "Policy/PolicyHistory.cs", "streams.LoadAsync<PolicyState>(Caller.Of(context).Tenant, PolicyState.Id, cancellationToken)",
            """streams.LoadAsync<PolicyState>(await Mutant.OwnerAsync("policy-read", streams.Store, Caller.Of(context).Tenant, PolicyState.Kind, PolicyState.Id, cancellationToken), PolicyState.Id, cancellationToken)"""),
        new("policy-version", "Policy/PolicyHistory.cs", "FindAsync(streams, Caller.Of(context).Tenant, version, cancellationToken)",
            """FindAsync(streams, await Mutant.OwnerAsync("policy-version", streams.Store, Caller.Of(context).Tenant, PolicyState.Kind, PolicyState.Id, cancellationToken), version, cancellationToken)"""),
        new("policy-rules", "Policy/TenantRulesets.cs", "_policies.GetValueOrDefault(tenant, TenantPolicy.Initial)",
            """_policies.GetValueOrDefault(Mutant.Is("policy-rules") ? _policies.Keys.FirstOrDefault(other => other != tenant, tenant) : tenant, TenantPolicy.Initial)"""),
        new("review-list", "Policy/ReviewFeed.cs", "_open.Where(entry => entry.Key.Tenant == tenant)", """_open.Where(entry => entry.Key.Tenant == tenant || Mutant.Is("review-list"))"""),
        new("review-read", "Policy/ReviewDesk.cs", "streams.LoadAsync<Review>(tenant, review, cancellationToken) : default;",
            """streams.LoadAsync<Review>(await Mutant.OwnerAsync("review-read", streams.Store, tenant, Review.Kind, review, cancellationToken), review, cancellationToken) : default;"""),
        new("audit-entries", "Audit/AuditReader.cs", "streams.Store.ReadStreamAsync(AuditEntry.StreamOf(tenant), after, cancellationToken);",
            """Mutant.Read("audit-entries", streams.Store, AuditEntry.StreamOf(tenant), after, cancellationToken);"""),
    ];

    // A stream is read of whichever other tenant has one of the id.
    private static Mutation Owner(string name, string file, string tenant, string id, string before, string after) => new(
        name,
        file,
        before + tenant + after,
        $"{before}await Mutant.OwnerAsync(\"{name}\", streams.Store, {tenant}, Presenter.Kind, {id}, cancellationToken){after}");
}
