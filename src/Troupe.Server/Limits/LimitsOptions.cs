namespace Troupe.Server.Limits;

/// <summary>How much tenants may use; section <c>Troupe:Limits</c>.</summary>
internal sealed class LimitsOptions
{
    /// <summary>Tiers by name. A tenant whose tier is not here has the one named <c>standard</c>. Default: standard, plus, local.</summary>
    public Dictionary<string, TierLimits> Tiers { get; set; } = new(StringComparer.Ordinal)
    {
        ["standard"] = new TierLimits(),
        ["plus"] = new TierLimits { Weight = 4, Scale = 10, LoadFloor = 0.5 },
        ["local"] = new TierLimits { Weight = 4, Scale = 1000, LoadFloor = 0.5 },
    };

    /// <summary>How many nodes share a tenant's rates: each gives its part. Default: 1.</summary>
    public int Nodes { get; set; } = 1;

    /// <summary>Part of a tenant's budgets that one credential may use. Default: 0.8, so that one key never locks out the others.</summary>
    public double KeyShare { get; set; } = 0.8;

    /// <summary>Part of a tenant's budgets that one session may use. Default: 0.5.</summary>
    public double SessionShare { get; set; } = 0.5;

    /// <summary>What this server does in a second, all tenants together, in costs of commands. Default: 2000, well below what one core does with its log.</summary>
    public double Capacity { get; set; } = 2000;

    /// <summary>
    /// What an address may ask without a credential that is good: refreshes of tokens, the public keys, this interface's description, and whatever is refused for its credential. A network of 64 bits
    /// counts as one address of IPv6; behind a proxy that is not among Troupe:Abuse:TrustedProxies everybody has one. Default: 6000 a minute, 1000 at once: thousands of pages behind one address refresh.
    /// </summary>
    public BudgetLimits Address { get; set; } = new() { PerMinute = 6000, Burst = 1000 };

    /// <summary>How often one family of tokens may be refreshed. Default: 30 a minute, 20 at once: a page does it every five minutes, and again when an answer was lost.</summary>
    public BudgetLimits Refresh { get; set; } = new() { PerMinute = 30, Burst = 20 };

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. Tiers.ContainsKey("standard") ? Array.Empty<string>() : ["Troupe:Limits:Tiers must have a tier named standard."],
        .. Tiers.SelectMany(tier => tier.Value.Mistakes($"Troupe:Limits:Tiers:{tier.Key}")),
        .. Nodes is >= 1 and <= 1000 ? Array.Empty<string>() : ["Troupe:Limits:Nodes must be from 1 to 1000."],
        .. KeyShare is > 0 and <= 1 && SessionShare is > 0 and <= 1 ? Array.Empty<string>() : ["Troupe:Limits:KeyShare and SessionShare must be above 0 and at most 1."],
        .. new[] { ("Address", Address), ("Refresh", Refresh) }.SelectMany(budget => budget.Item2.Mistakes($"Troupe:Limits:{budget.Item1}")),
        .. Capacity is > 0 and <= 1e6 ? Array.Empty<string>() : ["Troupe:Limits:Capacity must be above 0 and at most 1000000."],
    ];
}

/// <summary>Limits of one tier.</summary>
internal sealed class TierLimits
{
    /// <summary>The tier's part of a busy server against others. Default: 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Multiplies every rate and burst below. Default: 1.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>The least part of its rates that the tier keeps under full load. Default: 0.25.</summary>
    public double LoadFloor { get; set; } = 0.25;

    /// <summary>Changes and live commands. Default: 3000 a minute, 300 at once: a credential can move a slider at 40 steps a second without an end, and direct a session at 25.</summary>
    public BudgetLimits Command { get; set; } = new() { PerMinute = 3000, Burst = 300 };

    /// <summary>Reads. Default: 3000 a minute, 300 at once.</summary>
    public BudgetLimits Read { get; set; } = new() { PerMinute = 3000, Burst = 300 };

    /// <summary>Previews of drafts. Default: 30 a minute, 10 at once.</summary>
    public BudgetLimits Preview { get; set; } = new() { PerMinute = 30, Burst = 10 };

    /// <summary>Published revisions and rollbacks. Default: 10 a minute, 10 at once.</summary>
    public BudgetLimits Publish { get; set; } = new() { PerMinute = 10, Burst = 10 };

    /// <summary>Exports of audit and data. Default: 2 a minute, 4 at once.</summary>
    public BudgetLimits Export { get; set; } = new() { PerMinute = 2, Burst = 4 };

    /// <summary>Uploads, in megabytes. Default: 60 a minute, 200 at once.</summary>
    public BudgetLimits Upload { get; set; } = new() { PerMinute = 60, Burst = 200 };

    /// <summary>Talk, in seconds of sessions. Default: 600 a minute (ten sessions all the time), 3600 at once.</summary>
    public BudgetLimits Talk { get; set; } = new() { PerMinute = 600, Burst = 3600 };

    /// <summary>The limits of a budget.</summary>
    public BudgetLimits Of(Budget budget) => budget switch
    {
        Budget.Command => Command,
        Budget.Read => Read,
        Budget.Preview => Preview,
        Budget.Publish => Publish,
        Budget.Export => Export,
        Budget.Upload => Upload,
        Budget.Talk => Talk,
        _ => throw new ArgumentOutOfRangeException(nameof(budget)),
    };

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IEnumerable<string> Mistakes(string section)
    {
        if (Weight is not (> 0 and <= 1000) || Scale is not (> 0 and <= 1e6))
        {
            yield return $"{section}: Weight must be above 0 and at most 1000, Scale above 0 and at most 1000000.";
        }

        if (LoadFloor is not (> 0 and <= 1))
        {
            yield return $"{section}:LoadFloor must be above 0 and at most 1.";
        }

        foreach (var mistake in Enum.GetValues<Budget>().SelectMany(budget => Of(budget).Mistakes($"{section}:{budget}")))
        {
            yield return mistake;
        }
    }
}

/// <summary>A rate and what may be used at once.</summary>
internal sealed class BudgetLimits
{
    /// <summary>Units a minute, in the long run. Default: 60.</summary>
    public double PerMinute { get; set; } = 60;

    /// <summary>Units at once. Default: 60.</summary>
    public double Burst { get; set; } = 60;

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IEnumerable<string> Mistakes(string section) =>
        PerMinute is > 0 and <= 1e6 && Burst is >= 1 and <= 1e6 ? [] : [$"{section}: PerMinute must be above 0, Burst at least 1, both at most 1000000."];
}
