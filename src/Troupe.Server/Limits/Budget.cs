namespace Troupe.Server.Limits;

/// <summary>What is limited on its own.</summary>
internal enum Budget
{
    /// <summary>Changes and live commands.</summary>
    Command,

    /// <summary>Reads.</summary>
    Read,

    /// <summary>Previews of drafts.</summary>
    Preview,

    /// <summary>Published revisions and rollbacks.</summary>
    Publish,

    /// <summary>Exports.</summary>
    Export,

    /// <summary>Uploads, in megabytes.</summary>
    Upload,

    /// <summary>Talk, in seconds of sessions.</summary>
    Talk,
}

/// <summary>Metadata of endpoints: what a request costs.</summary>
/// <param name="Budget">The budget that pays.</param>
/// <param name="Units">How much, in units of the budget.</param>
/// <param name="Work">How much of the server's capacity, in costs of commands.</param>
internal sealed record ActionCost(Budget Budget, double Units, double Work)
{
    // An export reads the whole log: what fifty commands cost at least.
    private const double OfExport = 50;

    /// <summary>How much of the server's capacity a request of a budget needs when its endpoint does not say.</summary>
    public static double WorkOf(Budget budget) => budget is Budget.Export ? OfExport : 1;
}

/// <summary>Whose budget: the tenant's as a whole, or the part of one credential or session.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Part">The subject of a credential, a session's id, or null for the whole.</param>
internal readonly record struct BudgetKey(TenantId Tenant, Budget Budget, string? Part);
