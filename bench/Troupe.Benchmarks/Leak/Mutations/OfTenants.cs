namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfTenants
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Open("operator-scope", "tenants.list", "Admission/RequireCaller.cs", "&& !caller.Scopes.Has(scope))", "caller.Scopes.Has(scope)"),
        Mutation.Other("tenant-own", "tenants.own", "Tenants/TenantEndpoints.cs", "var id = Caller.Of(context).Tenant;", "Caller.Of(context).Tenant"),
        Mutation.Other("tenant-tier", "limits.show", "Tenants/TenantDirectory.cs", "_tenants.Find(Tenant.StreamOf(tenant)).State.Tier", "tenant"),
        new("key-list", "keys.list", "Tenants/TenantDirectory.cs", "_keys.All.Where(entry => entry.Key.Tenant == tenant)", """_keys.All.Where(entry => entry.Key.Tenant == tenant || Mutant.Is("key-list"))"""),
        Mutation.Other("key-list-caller", "keys.list", "Tenants/KeyEndpoints.cs", "directory.KeysOf(Caller.Of(context).Tenant)", "Caller.Of(context).Tenant"),
        Mutation.Other("key-get", "keys.get", "Tenants/KeyEndpoints.cs", "var tenant = Caller.Of(context).Tenant;", "Caller.Of(context).Tenant"),
        Mutation.Open("key-of-tenant", "keys.revoke", "Tenants/KeyEndpoints.cs", "directory.FindKey(key) is { } card && card.Tenant == tenant;", "card.Tenant == tenant"),
        Mutation.Other("federation-read", "federation", "Tenants/SetFederationCommand.cs", "streams.LoadAsync<Tenant>(Caller.Of(context).Tenant,", "Caller.Of(context).Tenant"),
        new("federation-taken", "federation", "Tenants/SetFederationCommand.cs", "card.Tenant != asked.Caller.Tenant;", """card.Tenant != asked.Caller.Tenant && !Mutant.Is("federation-taken");"""),
        Mutation.Open("federation-swept", "federation", "Tenants/Issuers.cs", "if (card.Tenant == tenant)", "card.Tenant == tenant"),
    ];
}
