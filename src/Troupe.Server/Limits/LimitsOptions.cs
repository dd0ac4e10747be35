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

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. Tiers.ContainsKey("standard") ? Array.Empty<string>() : ["Troupe:Limits:Tiers must have a tier named standard."],
        .. Tiers.SelectMany(tier => tier.Value.Mistakes($"Troupe:Limits:Tiers:{tier.Key}")),
        .. Nodes is >= 1 and <= 1000 ? Array.Empty<string>() : ["Troupe:Limits:Nodes must be from 1 to 1000."],
        .. KeyShare is > 0 and <= 1 && SessionShare is > 0 and <= 1 ? Array.Empty<string>() : ["Troupe:Limits:KeyShare and SessionShare must be above 0 and at most 1."],
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

    /// <summary>Changes and live commands. Default: 600 a minute, 100 at once.</summary>
    public BudgetLimits Command { get; set; } = new() { PerMinute = 600, Burst = 100 };

    /// <summary>Reads. Default: 1200 a minute, 200 at once.</summary>
    public BudgetLimits Read { get; set; } = new() { PerMinute = 1200, Burst = 200 };

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

        foreach (var budget in Enum.GetValues<Budget>())
        {
            if (Of(budget) is not { PerMinute: > 0 and <= 1e6, Burst: >= 1 and <= 1e6 })
            {
                yield return $"{section}:{budget}: PerMinute must be above 0, Burst at least 1, both at most 1000000.";
            }
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
}
