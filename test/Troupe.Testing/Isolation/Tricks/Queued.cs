namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Publishes presenters of others as work that may wait, and names what others have in headers that tell versions.</summary>
internal static class Queued
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (attacker, victim) = (plot.Attacker, plot.Victim);
        foreach (var presenter in victim.Own["presenter"].Except(attacker.Taken))
        {
            await plot.CompareAsync("presenters.publish without waiting", presenter, id => PublishAsync(attacker, id));
            foreach (var version in (string[])["\"0\"", "\"1\"", "\"2\""])
            {
                await plot.CompareAsync($"presenters.rename of version {version}", presenter, id =>
                    plot.AskAsync(attacker, "presenters.rename", headers: [("If-Match", version)], thing: (_, _) => id, cancellationToken: cancellationToken));
            }
        }
        plot.Prove(await PublishAsync(victim, TenantClient.Common), victim, "presenters.publish", "Publishing without waiting");

        foreach (var asset in victim.Own.GetValueOrDefault("asset", []))
        {
            await plot.CompareAsync("assets.get of a known hash", asset, id =>
                plot.AskAsync(attacker, "assets.get", headers: [("If-None-Match", $"\"{id}\"")], thing: (_, _) => id, cancellationToken: cancellationToken));
        }

        Task<Answer> PublishAsync(TenantClient who, string presenter) =>
            plot.AskAsync(who, "presenters.publish", headers: [("Prefer", "respond-async")], thing: (_, _) => presenter, cancellationToken: cancellationToken);
    }
}
