using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Two tenants whose people are called the same send the same idempotency key.</summary>
internal static class Repeats
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (victims, own) = (Plot.Shown(await plot.Victim.IssueAsync(TenantClient.Common, cancellationToken)), Plot.Shown(await plot.Attacker.IssueAsync(TenantClient.Common, cancellationToken)));
        var key = $"key-{Guid.NewGuid():n}";
        plot.Prove(await AskAsync(plot.Victim, victims, key), plot.Victim, "presenters.rename", "A change with an idempotency key");

        var name = new JsonObject { ["name"] = "Lobby" };
        var there = await AskAsync(plot.Attacker, own, key, name);
        var nowhere = await AskAsync(plot.Attacker, own, $"key-{Guid.NewGuid():n}", name);
        plot.Expect(there.IsDone && nowhere.IsDone, "presenters.rename with the idempotency key of another tenant", $"answered {there.Status} and with a key of its own {nowhere.Status}: {there.Body}");

        // The answer to a repetition is made of what is there now.
        var again = await AskAsync(plot.Attacker, own, key, name);
        plot.Expect(again.IsDone, "presenters.rename repeated", $"answered {again.Status}: {again.Body}");

        Task<Answer> AskAsync(TenantClient who, ShownCredential credential, string idempotency, JsonNode? body = null) =>
            plot.AskAsync(who, "presenters.rename", credential, body: body?.DeepClone(), headers: [("Idempotency-Key", idempotency)], thing: (_, _) => TenantClient.Common, cancellationToken: cancellationToken);
    }
}
