using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Two tenants upload the same bytes, which have one id: neither learns of the other's, and a signed address is good for one tenant's asset alone.</summary>
internal static class SharedAssets
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (attacker, victim) = (plot.Attacker, plot.Victim);
        var drawing = JsonValue.Create($"""<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><title>{Guid.NewGuid():n}</title><rect width="8" height="8" fill="#102030"/></svg>""");
        var used = await UsedAsync();
        var (theirs, mine) = (await UploadAsync(victim), await UploadAsync(attacker));
        var asset = mine["id"]!.GetValue<string>();
        plot.Prove(await plot.AskAsync(victim, "presenters.attachBrand", thing: (_, kind) => kind == "asset" ? asset : TenantClient.Common, cancellationToken: cancellationToken), victim, "presenters.attachBrand", "A brand's picture");

        var address = mine["url"]!.GetValue<string>();
        plot.Prove(await FetchAsync(address), attacker, "assets.file", "The signed address of an asset");
        foreach (var changed in (string[])[address, theirs["url"]!.GetValue<string>()[..theirs["url"]!.GetValue<string>().IndexOf("signature", StringComparison.Ordinal)] + address[address.IndexOf("signature", StringComparison.Ordinal)..]])
        {
            await plot.CompareAsync("assets.file of another tenant", victim.Tenant, id => FetchAsync(changed.Replace(attacker.Tenant, id, StringComparison.Ordinal).Replace(victim.Tenant, id, StringComparison.Ordinal)));
        }

        foreach (var other in victim.Own["asset"].Where(id => id != asset))
        {
            await plot.CompareAsync("assets.file with a signature for another asset", other, id => FetchAsync(address.Replace(asset, id, StringComparison.Ordinal)));
            await plot.CompareAsync("assets.file of another tenant and asset", other, id => FetchAsync(address.Replace(asset, id, StringComparison.Ordinal).Replace(attacker.Tenant, victim.Tenant, StringComparison.Ordinal)));
            await plot.CompareAsync("presenters.preflight with an asset of another tenant", other, CheckAsync);
        }

        // What the other uses is theirs alone: it keeps nobody from taking his own away, and is not left behind for him.
        var usedNow = await UsedAsync();
        plot.Expect(usedNow == used, "assets.sweep", $"counts what other tenants use: {usedNow} and not {used}");
        var removed = await plot.AskAsync(attacker, "assets.remove", thing: (_, _) => asset, cancellationToken: cancellationToken);
        plot.Expect(removed.Status == 204, "assets.remove of what another tenant uses too", $"answered {removed.Status}: {removed.Body}");
        foreach (var (operation, path) in (IEnumerable<(string, string?)>)[("assets.file", address), ("assets.get", null), ("assets.about", null)])
        {
            var left = await plot.AskAsync(attacker, operation, path: path, thing: (_, _) => asset, cancellationToken: cancellationToken);
            plot.Expect(left.Status == 404, $"{operation} of what another tenant still has", $"answered {left.Status}: {left.Body}");
        }

        plot.Prove(await plot.AskAsync(victim, "assets.get", thing: (_, _) => asset, cancellationToken: cancellationToken), victim, "assets.get", "An asset that another tenant removed");

        async Task<JsonNode> UploadAsync(TenantClient who)
        {
            var answer = await plot.AskAsync(who, "assets.upload", body: drawing.DeepClone(), thing: (_, _) => null, cancellationToken: cancellationToken);
            return answer.IsDone ? JsonNode.Parse(answer.Body)! : throw new InvalidOperationException($"{who.Tenant} cannot upload: {answer.Body}");
        }

        Task<Answer> FetchAsync(string path) => plot.AskAsync(attacker, "assets.file", new ShownCredential("signature", Bearer: null, Admits: true), path, cancellationToken: cancellationToken);

        async Task<Answer> CheckAsync(string id)
        {
            var draft = JsonNode.Parse((await plot.AskAsync(attacker, "presenters.get", thing: (_, _) => TenantClient.Common, cancellationToken: cancellationToken)).Body)!["draft"]!.AsObject();
            draft["brand"] = new JsonArray(new JsonObject { ["role"] = "logo", ["asset"] = id });
            return await plot.AskAsync(attacker, "presenters.preflight", body: draft.DeepClone(), thing: (_, _) => TenantClient.Common, cancellationToken: cancellationToken);
        }

        async Task<int> UsedAsync() => JsonNode.Parse((await plot.AskAsync(attacker, "assets.sweep", path: "/v1/assets/sweep?dryRun=true", cancellationToken: cancellationToken)).Body)!["used"]!.GetValue<int>();
    }
}
