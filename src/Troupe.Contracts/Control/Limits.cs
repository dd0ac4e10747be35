namespace Troupe.Contracts.Control;

/// <summary>What a credential may count on; the answer of <c>GET /v1/limits</c>.</summary>
/// <param name="Tier">The tenant's tier.</param>
/// <param name="Budgets">Its budgets.</param>
public sealed record LimitsView(string Tier, IReadOnlyList<BudgetStatus> Budgets);

/// <summary>A budget.</summary>
/// <param name="Budget">Its name: <c>command</c>, <c>read</c>, <c>preview</c>, <c>publish</c>, <c>export</c>, <c>upload</c> or <c>talk</c>.</param>
/// <param name="Unit">What it counts: <c>requests</c>, <c>megabytes</c> or <c>talk-seconds</c>.</param>
/// <param name="Quota">Units that it holds when full.</param>
/// <param name="Window">Seconds in which it fills from empty.</param>
/// <param name="Left">Units that can be used at once; never more than is given.</param>
/// <param name="Reset">Seconds until it is full again.</param>
public sealed record BudgetStatus(string Budget, string Unit, long Quota, long Window, long Left, long Reset);
