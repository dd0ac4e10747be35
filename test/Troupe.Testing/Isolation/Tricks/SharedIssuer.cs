using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>An attacker trusts the issuer and audience of a victim, to take its people over or to keep them out.</summary>
internal static class SharedIssuer
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        using var issuer = LocalIssuer.Start();
        var (theirs, own) = (TermsOf(plot.Victim), TermsOf(plot.Attacker));
        plot.Prove(await SetAsync(plot.Victim, theirs), plot.Victim, "federation.set", "Trust in an issuer");
        await ExpectAsync(plot.Victim, theirs, "as its tenant trusts it");
        await plot.AskAsync(plot.Victim, "federation.get", cancellationToken: cancellationToken);
        var taken = await SetAsync(plot.Attacker, theirs);
        plot.Expect(taken.Status == 409, "federation.set with the issuer and audience of another tenant", $"answered {taken.Status}: {taken.Body}");
        plot.Prove(await SetAsync(plot.Attacker, own), plot.Attacker, "federation.set", "Trust in an issuer of one's own");
        await plot.AskAsync(plot.Attacker, "federation.get", cancellationToken: cancellationToken);
        await ExpectAsync(plot.Attacker, own, "of its own");
        await ExpectAsync(plot.Victim, theirs, "after another tenant set its own");
        await plot.AskAsync(plot.Attacker, "federation.remove", cancellationToken: cancellationToken);
        await ExpectAsync(plot.Victim, theirs, "after another tenant removed its own");

        JsonObject TermsOf(TenantClient who) => new()
        {
            ["issuer"] = who.Needles.Make(who.Tenant, NeedleKind.Text, "issuer"),
            ["audience"] = who.Needles.Make(who.Tenant, NeedleKind.Text, "audience"),
            ["keysUrl"] = issuer.KeysUrl,
            ["scopes"] = new JsonArray("tenant:view"),
        };

        Task<Answer> SetAsync(TenantClient who, JsonObject terms)
        {
            return plot.AskAsync(who, "federation.set", body: terms.DeepClone(), cancellationToken: cancellationToken);
        }

        async Task ExpectAsync(TenantClient who, JsonObject terms, string when)
        {
            var shown = new ShownCredential("federated", issuer.Sign(terms["issuer"]!.GetValue<string>(), terms["audience"]!.GetValue<string>(), TenantClient.Common), Admits: true);
            var answer = await plot.AskAsync(who, "tenants.own", shown, cancellationToken: cancellationToken);
            plot.Expect(answer.IsDone && answer.Body.Contains(who.Tenant, StringComparison.Ordinal), $"tenants.own with a token of an issuer {when}", $"answered {answer.Status}: {answer.Body}");
        }
    }
}
