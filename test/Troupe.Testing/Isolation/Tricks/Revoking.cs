using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Revokes tokens and families of others by their ids: whoever uses them goes on. What a tenant revokes of its own ends, whoever revoked before.</summary>
internal static class Revoking
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (attacker, victim) = (plot.Attacker, plot.Victim);
        foreach (var tenant in (TenantClient[])[attacker, victim, attacker])
        {
            await RevokeOwnAsync(plot, tenant, cancellationToken);
        }

        foreach (var name in (string[])["token", "family"])
        {
            var issued = await victim.IssueAsync(TenantClient.Common, cancellationToken);
            var id = issued.GetProperty(name == "token" ? "id" : "family").GetString()!;
            var (conversation, refused) = await Conversation.OpenAsync(plot.Server, victim, Plot.Shown(issued), plot.Report, cancellationToken);
            if (conversation is null)
            {
                plot.Report.Gaps.Add($"A victim cannot talk with a token: {refused.Body}");
                return;
            }

            await using (conversation)
            {
                await HearAsync(conversation, "before");
                attacker.Written.Add(id);
                await plot.AskAsync(attacker, "tokens.revoke", body: new JsonObject { [name] = id }, cancellationToken: cancellationToken);
                var still = await plot.AskAsync(victim, "presenters.list", Plot.Shown(issued), cancellationToken: cancellationToken);
                plot.Expect(still.IsDone, "tokens.revoke", $"revoked the {name} of another tenant: {still.Status} {still.Body}");
                await HearAsync(conversation, "after");
            }

            async Task HearAsync(Conversation talking, string when)
            {
                var word = await talking.SayAsync(cancellationToken);
                for (var until = TimeProvider.System.GetUtcNow() + Patience; !talking.Socket.Heard.Contains(word, StringComparison.Ordinal); await Task.Delay(10, cancellationToken))
                {
                    if (!talking.Socket.IsAlive || TimeProvider.System.GetUtcNow() > until)
                    {
                        plot.Report.Found("tokens.revoke", $"a session of a victim does not answer {when} another tenant revoked its {name}: {talking.Socket.Heard}");
                        return;
                    }
                }
            }
        }
    }

    private static async Task RevokeOwnAsync(Plot plot, TenantClient tenant, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["token", "family"])
        {
            var issued = await tenant.IssueAsync(TenantClient.Common, cancellationToken);
            var id = issued.GetProperty(name == "token" ? "id" : "family").GetString()!;
            plot.Prove(await plot.AskAsync(tenant, "tokens.revoke", body: new JsonObject { [name] = id }, cancellationToken: cancellationToken), tenant, "tokens.revoke", $"Revoking a {name} of one's own");
            var after = await plot.AskAsync(tenant, "presenters.list", Plot.Shown(issued), cancellationToken: cancellationToken);
            plot.Expect(after.Status == 401, "tokens.revoke", $"did not end a {name} of the tenant's own: {after.Status} {after.Body}");
        }
    }
}
