using Troupe.Contracts;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>A session is renewed with a good token of another tenant, whose person is called the same.</summary>
internal static class Renewal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var accomplice = await plot.Settle("standard");
        var (own, others) = (await plot.Attacker.IssueAsync(TenantClient.Common, cancellationToken), await accomplice.IssueAsync(TenantClient.Common, cancellationToken));
        var (conversation, refused) = await Conversation.OpenAsync(plot.Server, plot.Attacker, Plot.Shown(own), plot.Report, cancellationToken);
        if (conversation is null)
        {
            plot.Report.Gaps.Add($"An attacker cannot talk with a token: {refused.Body}");
            return;
        }

        await using (conversation)
        {
            plot.Expect(await RenewAsync("renew-with-other", others) is { } first && first.Contains("command.refused", StringComparison.Ordinal), "session.refresh with a token of another tenant", "is not refused");
            plot.Expect(await RenewAsync("renew-with-own", own) is { } second && second.Contains("command.accepted", StringComparison.Ordinal), "session.refresh", "is refused to the session's own person");
        }

        // What is answered to the command: everything up to its id, in one frame.
        async Task<string?> RenewAsync(string id, System.Text.Json.JsonElement issued)
        {
            await conversation.TellAsync(new SessionRefresh { Id = id, Token = issued.GetProperty("token").GetString()! }, cancellationToken);
            for (var until = TimeProvider.System.GetUtcNow() + Patience; TimeProvider.System.GetUtcNow() < until; await Task.Delay(10, cancellationToken))
            {
                if (conversation.Socket.Heard.IndexOf($"\"{id}\"", StringComparison.Ordinal) is >= 0 and var at)
                {
                    var from = conversation.Socket.Heard.LastIndexOf("\"type\"", at, StringComparison.Ordinal);
                    return conversation.Socket.Heard[Math.Max(0, from)..at];
                }
            }

            return null;
        }
    }
}
