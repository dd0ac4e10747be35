namespace Troupe.Server.Limits;

/// <summary>Whether a request may use what it costs.</summary>
/// <param name="Passed">Whether it may.</param>
/// <param name="Reason">The code of the refusal: <c>quota_exceeded</c> or <c>temporarily_reduced</c>; null when it passed.</param>
/// <param name="Wait">When it may be tried again; an hour at most.</param>
internal readonly record struct LimitDecision(bool Passed, string? Reason, TimeSpan Wait)
{
    /// <summary>It may.</summary>
    public static LimitDecision Pass { get; } = new(Passed: true, Reason: null, TimeSpan.Zero);
}

/// <summary>What a caller may count on.</summary>
/// <param name="Name">The budget's name on the wire.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Quota">Units that a full budget holds.</param>
/// <param name="Window">How long an empty budget takes to fill.</param>
/// <param name="Left">Units that would pass at once, prices at their highest.</param>
/// <param name="Reset">When the budget is full again, nothing more being used.</param>
internal readonly record struct BudgetView(string Name, string Unit, long Quota, TimeSpan Window, long Left, TimeSpan Reset);
