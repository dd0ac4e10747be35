using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Tenants, their limits and the issuers that they trust.</summary>
internal static class TenantExamples
{
    private static readonly TenantView Acme = new("acme", "Acme Weather", "standard", Suspended: false, 1);

    private static readonly Federation Issuer = new("https://login.acme.example", "troupe", "https://login.acme.example/.well-known/jwks.json")
    {
        Scopes = ["session:talk"],
        ScopeClaim = "groups",
        ScopeMap = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["editors"] = ["presenter:view", "presenter:edit"] },
        RoleClaim = "role",
    };

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["tenants.own"] = new(Answer: Acme),
        ["tenants.get"] = new(Answer: Acme),
        ["tenants.list"] = new(Answer: new[] { Acme }),
        ["tenants.create"] = new(new CreateTenant("acme", "Acme Weather"), Acme),
        ["tenants.setTier"] = new(new SetTenantTier("standard"), Acme with { Version = 2 }),
        ["tenants.suspend"] = new(Answer: Acme with { Suspended = true, Version = 3 }),
        ["tenants.reinstate"] = new(Answer: Acme with { Version = 4 }),
        ["federation.get"] = new(Answer: new FederationView(Issuer, 2)),
        ["federation.set"] = new(Issuer, new FederationView(Issuer, 2)),
        ["federation.remove"] = new(Answer: new FederationView(Federation: null, 3)),
        ["limits.show"] = new(Answer: new LimitsView("standard", [new BudgetStatus("command", "requests", 100, 10, 97, 1), new BudgetStatus("talk", "talk-seconds", 3_600, 3_600, 3_412, 188)])),
    };
}
