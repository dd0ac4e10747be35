using System.Text.Json;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>What an attacker can show: everything that it may have, and everything that it may not.</summary>
/// <param name="All">All of them.</param>
internal sealed record Credentials(IReadOnlyList<ShownCredential> All)
{
    private const string Page = "https://shop.example";

    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    /// <summary>Those that are good.</summary>
    public IReadOnlyList<ShownCredential> Good { get; } = [.. All.Where(credential => credential.Admits)];

    /// <summary>Has an attacker make them.</summary>
    /// <param name="attacker">The attacker.</param>
    /// <param name="api">What the server says of itself.</param>
    /// <param name="victimsKey">Id of somebody else's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Credentials> OfAsync(TenantClient attacker, ApiDescription api, string victimsKey, CancellationToken cancellationToken)
    {
        var expires = TimeProvider.System.GetUtcNow() + ShortLife;
        var brief = await CreateKeyAsync(new JsonObject { ["expiresAt"] = expires });
        var revoked = await CreateKeyAsync([]);
        var page = await CreateKeyAsync(new JsonObject { ["kind"] = "publishable", ["scopes"] = new JsonArray("session:talk", "session:observe"), ["origins"] = new JsonArray(Page) });
        var revoke = Find("keys.revoke");
        await attacker.SendAsync(attacker.RequestFor(revoke, (_, _) => revoked.GetProperty("key").GetProperty("key").GetString()), attacker.Key, cancellationToken);

        List<ShownCredential> all =
        [
            attacker.Key,
            new("publishable", SecretOf(page), Admits: true) { Origin = Page },
            new("missing", Bearer: null, Admits: false),
            new("revoked", SecretOf(revoked), Admits: false),
            new("expired", SecretOf(brief), Admits: false),
            new("forged", $"trp_{victimsKey}_{attacker.Key.Bearer!.Split('_')[2]}", Admits: false),
        ];
        all.Insert(1, new("token", (await attacker.IssueAsync(TenantClient.Common, cancellationToken)).GetProperty("token").GetString(), Admits: true));
        var left = expires - TimeProvider.System.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        return new Credentials(all);

        ApiOperation Find(string name) => api.Operations.First(operation => operation.Name == name);

        Task<JsonElement> CreateKeyAsync(JsonObject change)
        {
            var request = attacker.RequestFor(Find("keys.create"), (_, _) => null);
            foreach (var (name, value) in change)
            {
                request.Body![name] = value?.DeepClone();
            }

            return DoAsync(request);
        }

        async Task<JsonElement> DoAsync(ApiRequest request)
        {
            var answer = await attacker.SendAsync(request, attacker.Key, cancellationToken);
            using var document = JsonDocument.Parse(answer.Body);
            return answer.IsDone ? document.RootElement.Clone() : throw new InvalidOperationException($"An attacker cannot get a credential of its own: {answer.Body}");
        }
    }

    private static string SecretOf(JsonElement created) => created.GetProperty("secret").GetString()!;
}
