extern alias server;

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using server::Troupe.Server.Events.InMemory;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Testing;

namespace Troupe.Benchmarks.Identity;

/// <summary>Races for the next token of a family between two servers of one store, and how soon a revocation on one ends a session on the other.</summary>
internal sealed class RefreshBenchmark : IBenchmark
{
    private const int Races = 10_000;
    private const int Revocations = 200;

    public string Name => "refresh";

    public string Summary => "10,000 races for the next token of a family, between two servers of one store; 200 revocations across them (two minutes).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var store = new InMemoryEventStore(TimeProvider.System);
        var keys = Path.Combine(Path.GetFullPath(run.RawFolder), "keys.json");
        string[] settings =
        [
            $"--Troupe:Tokens:KeyFile={keys}", "--Troupe:Limits:KeyShare=1", "--Troupe:Limits:SessionShare=1", "--Troupe:Limits:Tiers:standard:Scale=1000000", "--Troupe:Limits:Capacity=1000000",
            "--Troupe:Limits:Address:PerMinute=1000000", "--Troupe:Limits:Address:Burst=1000000",
            "--Troupe:Abuse:BurstFloor=100000",
        ];
        await using var one = await IdentityServer.StartAsync(store, Wait, settings);
        await using var other = await IdentityServer.StartAsync(store, Wait, settings);
        var key = await CreateKeyAsync(one.Http, cancellationToken);
        await KnowAsync(other.Http, key, cancellationToken);

        var tally = await new RefreshRaces([one.Http, other.Http], key, seed: 11).RunAsync(Races, atOnce: 16, cancellationToken);
        var closed = await RevokeAsync(one.Http, other.Http, key, cancellationToken);
        File.Delete(keys);
        await File.WriteAllLinesAsync(
            Path.Combine(run.RawFolder, "revocations.csv"), ["revoke_to_close_ms", .. closed.Select(time => time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture))], cancellationToken);
        return
        [
            new("races", tally.Races, ""),
            new("double_successors", tally.DoubleSuccessors, "", "<= 0"),
            new("honest_lockouts", tally.HonestLockouts, "", "<= 0"),
            new("thieves_served", tally.ThievesServed, "", "<= 0"),
            new("revoke_to_close_p50_ms", closed[closed.Length / 2].TotalMilliseconds, "ms"),
            new("revoke_to_close_p99_ms", closed[(int)(closed.Length * 0.99)].TotalMilliseconds, "ms", "<= 500"),
        ];
    }

    private static async Task<TimeSpan[]> RevokeAsync(HttpClient one, HttpClient other, string key, CancellationToken cancellationToken)
    {
        var closed = new List<TimeSpan>();
        for (var round = 0; round < Revocations; round++)
        {
            var issued = await PostAsync<TokenIssued>(one, "/v1/tokens", new IssueToken("visitor"), key, cancellationToken);
            using var session = await SessionSocket.OpenAsync(other, issued.Token, cancellationToken);
            var began = Stopwatch.GetTimestamp();
            var revoking = PostAsync<TokenRevoked>(one, "/v1/tokens/revoke", new RevokeToken { Token = issued.Id }, key, cancellationToken);
            await session.UntilAsync<SessionEnded>(cancellationToken);
            closed.Add(Stopwatch.GetElapsedTime(began));
            await revoking;
        }

        return [.. closed.Order()];
    }

    private static async Task<string> CreateKeyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        await PostAsync<TenantView>(http, "/v1/tenants", new CreateTenant("acme", "Acme"), key: null, cancellationToken);
        return (await PostAsync<KeySecret>(http, "/v1/tenants/acme/keys", new CreateKey("races", ["session:talk", "key:manage"]), key: null, cancellationToken)).Secret!;
    }

    private static async Task KnowAsync(HttpClient http, string key, CancellationToken cancellationToken)
    {
        for (var status = System.Net.HttpStatusCode.Unauthorized; status is System.Net.HttpStatusCode.Unauthorized;)
        {
            using var request = Request("/v1/tokens", new IssueToken("known"), key);
            using var response = await http.SendAsync(request, cancellationToken);
            status = response.StatusCode;
        }
    }

    private static async Task<TAnswer> PostAsync<TAnswer>(HttpClient http, string path, object body, string? key, CancellationToken cancellationToken)
    {
        using var request = Request(path, body, key);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<TAnswer>(Wire.Json, cancellationToken))!
            : throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static HttpRequestMessage Request(string path, object body, string? key) => new(HttpMethod.Post, path)
    {
        Content = JsonContent.Create(body, body.GetType(), options: Wire.Json),
        Headers = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
    };

    private static async Task<SessionEndReason> Wait(
        string session, server::Troupe.Server.Admission.Caller caller, Conversation.ConversationEngines engines, Conversation.ConversationOptions options, Conversation.SessionSettings settings,
        Conversation.IConversationTransport transport, CancellationToken cancellationToken)
    {
        await foreach (var _ in transport.ReadAsync(cancellationToken))
        {
            // Nobody says anything.
        }

        return SessionEndReason.ClientEnded;
    }
}
