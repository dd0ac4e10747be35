namespace Troupe.Benchmarks.Leak.Mutations;

internal static class OfLimits
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("budget-cell", "budgets", "Limits/Limiter.cs", "var cell = _budgets[new BudgetKey(tenant, budget, Part: null), now];",
            """var cell = _budgets[new BudgetKey(Mutant.Is("budget-cell") ? TenantId.Local : tenant, budget, Part: null), now];"""),
        Mutation.Other("budget-whole", "budgets", "Limits/Limiter.cs", "var view = View(new BudgetKey(tenant, budget, Part: null), tier, 1);", "tenant"),
        Mutation.Other("budget-view", "budgets", "Limits/Limiter.cs", "View(new BudgetKey(tenant, budget, subject), tier, _options.KeyShare)", "tenant"),
        Mutation.Other("budget-taken", "budgets", "Limits/RequireBudget.cs", "limiter.Charge(caller.Tenant, caller.Subject, session: null, cost.Budget,", "caller.Tenant"),
        Mutation.Other("budget-promised", "budgets", "Limits/RequireBudget.cs", "limiter.View(caller.Tenant, caller.Subject, session: null, cost.Budget, cost", "caller.Tenant"),
        Mutation.Other("budget-charged", "budgets", "Limits/RequireBudget.cs", "limiter.Take(caller.Tenant, caller.Subject, session: null, budget, units: 1)", "caller.Tenant"),
        Mutation.Other("charge-promised", "budgets", "Limits/RequireBudget.cs", "limiter.View(caller.Tenant, caller.Subject, session: null, budget))", "caller.Tenant"),
        Mutation.Other("talk-promised", "budgets", "Sessions/SessionCreation.cs", "limiter.View(caller.Tenant, subject: null, session: null, Budget.Talk)", "caller.Tenant"),
        Mutation.Other("budget-shown", "budgets", "Limits/LimitsEndpoints.cs", "limiter.View(caller.Tenant,", "caller.Tenant"),
        Mutation.Other("tier-shown", "budgets", "Limits/LimitsEndpoints.cs", "tiers.TierOf(caller.Tenant)", "caller.Tenant"),
        Mutation.Other("talk-taken", "budgets", "Sessions/SessionCreation.cs", "budget.TryTake(caller.Tenant,", "caller.Tenant"),
        Mutation.Other("upload-taken", "budgets", "Assets/Uploading.cs", "limiter.Take(caller.Tenant, caller.Subject,", "caller.Tenant"),
    ];
}
