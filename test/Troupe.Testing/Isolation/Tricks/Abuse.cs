using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>A victim's refresh token is shown again, which is noted in the victim's audit log and in nobody else's.</summary>
internal static class Abuse
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        // Whoever mixes tenants up knows both by then.
        foreach (var tenant in (TenantClient[])[plot.Attacker, plot.Victim, plot.Attacker, plot.Victim])
        {
            var issued = await tenant.IssueAsync(TenantClient.Common, cancellationToken);
            tenant.Note("family", issued.GetProperty("family").GetString()!);
            var first = issued.GetProperty("refreshToken").GetString()!;
            var second = await RefreshAsync(plot, tenant, first, cancellationToken);
            await RefreshAsync(plot, tenant, JsonNode.Parse(second.Body)!["refreshToken"]!.GetValue<string>(), cancellationToken);
            var reused = await RefreshAsync(plot, tenant, first, cancellationToken);
            if (reused.Status != 401)
            {
                plot.Report.Gaps.Add($"A refresh token that is shown again is not refused: {reused.Status} {reused.Body}");
            }
        }

        // Written beside the request.
        for (var round = 0; round < 200; round++)
        {
            await plot.AskAsync(plot.Attacker, "audit.list", path: "/v1/audit?limit=1000", cancellationToken: cancellationToken);
            var own = await plot.AskAsync(plot.Victim, "audit.list", path: "/v1/audit?limit=1000", cancellationToken: cancellationToken);
            if (plot.Report.Leaks.Count > 0 || own.Body.Contains("token:shown-again", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(10, cancellationToken);
        }

        plot.Report.Found("audit.list", "lacks what was noted of the victim's own credential");
    }

    private static Task<Answer> RefreshAsync(Plot plot, TenantClient tenant, string refresh, CancellationToken cancellationToken) =>
        plot.AskAsync(tenant, "tokens.refresh", body: new JsonObject { ["refreshToken"] = refresh }, cancellationToken: cancellationToken);
}
