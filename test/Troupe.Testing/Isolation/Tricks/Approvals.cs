using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Changes of the presenter that all tenants call the same are held for review: nobody decides about those of another tenant, and none is done to another's presenter.</summary>
internal static partial class Approvals
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        TenantClient[] both = [plot.Attacker, plot.Victim];
        var held = new Dictionary<TenantClient, string>();
        foreach (var tenant in both)
        {
            held[tenant] = await HoldAsync(plot, tenant, cancellationToken);
        }

        if (held.Values.Any(review => review.Length == 0))
        {
            return;
        }

        foreach (var verdict in (string[])["approve", "reject"])
        {
            await plot.CompareAsync($"reviews.decide to {verdict}", held[plot.Victim], id =>
                plot.AskAsync(plot.Attacker, "reviews.decide", body: new JsonObject { ["verdict"] = verdict }, thing: (_, _) => id, cancellationToken: cancellationToken));
            await plot.AskAsync(plot.Attacker, "presenters.get", cancellationToken: cancellationToken);
        }

        // Whoever mixes tenants up knows both from the second on.
        foreach (var tenant in both)
        {
            plot.Prove(
                await plot.AskAsync(tenant, "reviews.decide", body: new JsonObject { ["verdict"] = "approve" }, thing: (_, _) => held[tenant], cancellationToken: cancellationToken), tenant, "reviews.decide", "A decision about one's own change");
        }

        foreach (var tenant in both)
        {
            var own = await plot.AskAsync(tenant, "presenters.get", cancellationToken: cancellationToken);
            var others = both.Single(other => other != tenant).Needles.FindIn(own.Whole).FirstOrDefault(needle => needle.Tenant != tenant.Tenant && needle.Kind is NeedleKind.Text);
            plot.Expect(others is null, "presenters.get", $"shows what was held of another tenant's presenter: {own.Body}");
        }
    }

    // The review of the newest change that is held; empty when nothing was.
    private static async Task<string> HoldAsync(Plot plot, TenantClient tenant, CancellationToken cancellationToken)
    {
        var asked = await plot.AskAsync(tenant, "presenters.setFlows", cancellationToken: cancellationToken);
        var review = asked.Status == 202 ? ReviewPattern().Match(asked.Body).Groups["review"].Value : "";
        if (review.Length == 0)
        {
            plot.Report.Gaps.Add($"A change with a word that is held was not held: {asked.Status} {asked.Body}");
        }

        return review;
    }

    [GeneratedRegex("/v1/reviews/(?<review>[0-9a-f]{32})", RegexOptions.CultureInvariant)]
    private static partial Regex ReviewPattern();
}
