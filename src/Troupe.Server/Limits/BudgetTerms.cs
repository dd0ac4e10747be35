namespace Troupe.Server.Limits;

/// <summary>What a budget costs, in time.</summary>
/// <param name="Unit">How long the rate takes to pay for a unit, in nanoseconds.</param>
/// <param name="Burst">How far ahead of payment it may be, in nanoseconds.</param>
internal readonly record struct BudgetTerms(double Unit, long Burst)
{
    private const double Minute = 60e9;

    /// <summary>The terms of a part of a budget.</summary>
    public static BudgetTerms Of(BudgetLimits limits, double part = 1)
    {
        var unit = Minute / (limits.PerMinute * part);
        return new BudgetTerms(unit, (long)(unit * Math.Max(limits.Burst * part, 1)));
    }

    /// <summary>What units cost, in nanoseconds.</summary>
    /// <param name="units">How many.</param>
    /// <param name="load">What is left of the rate under load, above 0 and at most 1.</param>
    public long Price(double units, double load) => (long)Math.Ceiling(Unit * units / load);

    /// <summary>What is left of a budget.</summary>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="left">What could be taken at once, in nanoseconds.</param>
    /// <param name="worst">The least that load leaves of the rate.</param>
    public BudgetView View(string name, string unit, long left, double worst = 1) => new(
        name, unit, Burst / Price(1, 1), TimeSpan.FromSeconds(Math.Ceiling(Burst / 1e9)), left / Price(1, worst), TimeSpan.FromSeconds(Math.Ceiling((Burst - left) / 1e9)));
}
