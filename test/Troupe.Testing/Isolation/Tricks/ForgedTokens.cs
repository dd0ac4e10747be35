using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Good credentials of one's own, changed to name another tenant.</summary>
internal static class ForgedTokens
{
    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (attacker, victim) = (plot.Attacker, plot.Victim);
        var (own, theirs) = (await attacker.IssueAsync(TenantClient.Common, cancellationToken), await victim.IssueAsync(TenantClient.Common, cancellationToken));
        var token = own.GetProperty("token").GetString()!;
        await ExpectOwnAsync(token, "a token as it was issued");
        foreach (var (name, forged) in Forge(token, victim))
        {
            await RefuseAsync("tenants.own", name, credential: new ShownCredential(name, forged, Admits: false));
        }

        await RefuseAsync("tenants.own", "key of another", credential: new ShownCredential("forged", $"trp_{victim.Own["key"][0]}_{attacker.Key.Bearer!.Split('_')[2]}", Admits: false));

        // trr_tenant_family_number_signature
        var refresh = own.GetProperty("refreshToken").GetString()!;
        string[] mine = refresh.Split('_'), other = theirs.GetProperty("refreshToken").GetString()!.Split('_');
        foreach (var (name, parts) in new[]
        {
            ("refresh token of another tenant", (string[])[mine[0], other[1], mine[2], mine[3], mine[4]]),
            ("refresh token of another family", [mine[0], mine[1], other[2], mine[3], mine[4]]),
            ("refresh token of another tenant and family", [mine[0], other[1], other[2], mine[3], mine[4]]),
        })
        {
            await RefuseAsync("tokens.refresh", name, body: new JsonObject { ["refreshToken"] = string.Join('_', parts) });
        }

        var next = await plot.AskAsync(attacker, "tokens.refresh", body: new JsonObject { ["refreshToken"] = refresh }, cancellationToken: cancellationToken);
        plot.Prove(next, attacker, "tokens.refresh", "A refresh token");
        await ExpectOwnAsync(JsonNode.Parse(next.Body)!["token"]!.GetValue<string>(), "a token that was refreshed");

        async Task ExpectOwnAsync(string shown, string what)
        {
            var answer = await plot.AskAsync(attacker, "tenants.own", new ShownCredential("token", shown, Admits: true), cancellationToken: cancellationToken);
            plot.Expect(answer.IsDone && answer.Body.Contains(attacker.Tenant, StringComparison.Ordinal), $"tenants.own with {what}", $"is of another tenant: {answer.Status} {answer.Body}");
        }

        async Task RefuseAsync(string operation, string name, ShownCredential? credential = null, JsonNode? body = null)
        {
            var answer = await plot.AskAsync(attacker, operation, credential, body: body, cancellationToken: cancellationToken);
            plot.Expect(answer.Status == 401, $"{operation} with a {name}", $"answered {answer.Status}: {answer.Body}");
        }
    }

    private static IEnumerable<(string Name, string Token)> Forge(string token, TenantClient victim)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["tenant"] = victim.Tenant;
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        yield return ("token with another tenant", $"{parts[0]}.{payload}.{parts[2]}");
        yield return ("token without a signature", $"{Base64Url.EncodeToString("""{"alg":"none","typ":"at+jwt"}"""u8)}.{payload}.");
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!.AsObject();
        header["alg"] = "HS256";
        yield return ("token of another algorithm", $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{payload}.{parts[2]}");
    }
}
