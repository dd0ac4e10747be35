using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Tests.Admission.Jose;

namespace Troupe.Server.Tests.Tenants;

[Trait("Category", "fast")]
public sealed class FederationTests
{
    private static readonly string[] Loopback = ["--Troupe:Tokens:IssuerNetworks:0=127.0.0.0/8"];

    [Fact]
    public async Task Tokens_of_an_issuer_that_the_tenant_trusts_are_good_as_its_terms_say()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        foreach (var token in new[] { issuer.Issue(Claims(issuer)), issuer.IssueElliptic(Claims(issuer)) })
        {
            using var visitor = Identity.Client(server, token);
            (await visitor.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Created, "everybody may talk");
            (await visitor.GetFromJsonAsync<TenantView>("/v1/tenant", Wire.Json))!.Tenant.ShouldBe("acme", "the role gives tenant:view");
            using var scene = await visitor.PostAsJsonAsync("/v1/sessions", new SessionRequest { Scene = "stage" }, Wire.Json);
            (await TestServer.CodeOfAsync(scene)).ShouldBe("missing_scope", "the claim 'site' says lobby");
            (await visitor.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var plain = Identity.Client(server, issuer.Issue(Claims(issuer, roles: "[]")));
        (await plain.GetAsync("/v1/tenant")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "without the role there is no tenant:view");
        issuer.Asked.ShouldBe(1, "keys are kept");
    }

    [Fact]
    public async Task Tokens_that_are_not_quite_right_are_refused()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var other = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        var good = Claims(issuer);
        var bad = new Dictionary<string, string>
        {
            ["another issuer's signature"] = other.Issue(good),
            ["another audience"] = issuer.Issue(good.Replace("presenter", "payroll")),
            ["another issuer"] = issuer.Issue(good.Replace("acme.example", "evil.example")),
            ["no subject"] = issuer.Issue(good.Replace("\"sub\"", "\"sup\"")),
            ["no expiry"] = issuer.Issue(good.Replace("\"exp\"", "\"exq\"")),
            ["an expiry that is past"] = issuer.Issue(Claims(issuer, seconds: -60)),
            ["a start to come"] = issuer.Issue(good.Replace("{", $"{{\"nbf\":{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600},")),
            ["the name of a key that is not there"] = issuer.Issue(good, kid: "moon"),
            ["the name of a key of another algorithm"] = issuer.Issue(good, kid: issuer.Elliptic.Public.Kid),
            ["an address of keys inside"] = JwsForge.Elliptic(issuer.Elliptic.Private, $$"""{"alg":"ES256","kid":"{{issuer.Elliptic.Public.Kid}}","jku":"https://evil.example"}""", good),
            ["type of a logout token"] = JwsForge.Elliptic(issuer.Elliptic.Private, $$"""{"alg":"ES256","kid":"{{issuer.Elliptic.Public.Kid}}","typ":"logout+jwt"}""", good),
        };
        foreach (var (name, token) in bad)
        {
            using var client = Identity.Client(server, token);
            (await client.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, name);
        }
    }

    [Fact]
    public async Task Revoking_a_token_without_a_name_leaves_those_of_others()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        using var leaving = Identity.Client(server, issuer.Issue(Claims(issuer)));
        using var staying = Identity.Client(server, issuer.Issue(Claims(issuer).Replace("\"sub\":\"", "\"sub\":\"another-", StringComparison.Ordinal)));
        (await leaving.PostAsJsonAsync("/v1/tokens/revoke", new RevokeToken(), Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await leaving.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await staying.PostAsync("/v1/sessions", content: null)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found_and_names_of_none_do_not_make_the_server_ask_and_ask()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync([.. Loopback, "--Troupe:Tokens:IssuerInterval=00:00:01"]);
        using var acme = await TrustAsync(server, issuer);
        (await StatusAsync(server, issuer.Issue(Claims(issuer)))).ShouldBe(HttpStatusCode.Created);
        issuer.Rotate();
        for (var round = 0; round < 20; round++)
        {
            (await StatusAsync(server, issuer.Issue(Claims(issuer), kid: $"moon-{round}"))).ShouldBe(HttpStatusCode.Unauthorized);
        }

        issuer.Asked.ShouldBeLessThanOrEqualTo(3);
        var late = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(server, issuer.Issue(Claims(issuer))) is not HttpStatusCode.Created)
        {
            TimeProvider.System.GetElapsedTime(late).ShouldBeLessThan(WireClient.Patience);
        }

        issuer.IsDown = true;
        (await StatusAsync(server, issuer.Issue(Claims(issuer)))).ShouldBe(HttpStatusCode.Created, "known keys are good while the issuer is down");
    }

    [Fact]
    public async Task Who_no_longer_trusts_an_issuer_takes_none_of_its_tokens()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        (await StatusAsync(server, issuer.Issue(Claims(issuer)))).ShouldBe(HttpStatusCode.Created);
        (await acme.DeleteAsync("/v1/federation")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, issuer.Issue(Claims(issuer)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_of_an_issuer_stands_in_the_log_under_a_pseudonym_and_is_erased_by_what_the_issuer_calls_them()
    {
        const string Ada = "ada/1@example.org";
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        var terms = Terms(issuer) with { ScopeMap = new Dictionary<string, IReadOnlyList<string>> { ["manager"] = ["audit:read"] } };
        (await acme.PutAsJsonAsync("/v1/federation", terms, Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ada = Identity.Client(server, issuer.Issue(Claims(issuer).Replace("7f3", Ada)));
        (await NamesAsync(ada)).ShouldAllBe(name => name == Ada);

        var log = await server.Services.GetRequiredService<EventStreams>().Store.ReadAsync(new EventFilter(new TenantId("acme")), 0, TestContext.Current.CancellationToken)
            .Select(envelope => System.Text.Encoding.UTF8.GetString(envelope.Data.Span)).ToListAsync(TestContext.Current.CancellationToken);
        log.ShouldAllBe(fact => !fact.Contains("example.org"));
        var address = $"/v1/subjects/{Uri.EscapeDataString(Ada)}";
        (await acme.GetFromJsonAsync<SubjectView>(address, Wire.Json))!.Facts["audit.recorded"].ShouldBe(2, "what they did, and the asking");
        (await acme.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // They may come back with another token; what they do has their pseudonym alone.
        using var again = Identity.Client(server, issuer.Issue(Claims(issuer, issued: 1).Replace("7f3", Ada)));
        (await NamesAsync(again)).ShouldBe(["(erased)", "(erased)"]);
        (await acme.GetAsync("/v1/subjects/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await again.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_from_before_its_person_was_erased_is_refused_on_every_server_and_one_from_after_is_good()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var store = new InMemoryEventStore(TimeProvider.System);
        await using var server = await TestServer.StartOnAsync(store, Loopback);
        await using var other = await TestServer.StartOnAsync(store, Loopback);
        using var acme = await TrustAsync(server, issuer);
        var (before, undated, colleague) = (issuer.Issue(Claims(issuer, issued: -5)), issuer.Issue(Claims(issuer)), issuer.Issue(Claims(issuer, issued: -5).Replace("7f3", "7f4")));
        using (var late = new CancellationTokenSource(WireClient.Patience))
        {
            while (await StatusAsync(other, before) is not HttpStatusCode.Created)
            {
                await Task.Delay(20, late.Token);
            }
        }

        using var here = await TalkAsync(server, before);
        using var there = await TalkAsync(other, before);
        using var elses = await TalkAsync(other, colleague);
        await EraseAsync(acme);
        var erased = Stopwatch.GetTimestamp();
        (await here.EndAsync()).Reason.ShouldBe(SessionEndReason.TokenRevoked);
        (await there.EndAsync()).Reason.ShouldBe(SessionEndReason.TokenRevoked);
        while (await StatusAsync(other, before) is not HttpStatusCode.Unauthorized)
        {
        }

        Stopwatch.GetElapsedTime(erased).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        foreach (var at in new[] { server, other })
        {
            (await CodeAsync(at, before)).ShouldBe("subject_erased");
            (await CodeAsync(at, undated)).ShouldBe("subject_erased");
            (await StatusAsync(at, colleague)).ShouldBe(HttpStatusCode.Created);
        }

        // Whoever comes back is a person like any other, and can be erased like any other; so it is after a restart.
        var after = issuer.Issue(Claims(issuer, issued: 1));
        (await StatusAsync(server, after)).ShouldBe(HttpStatusCode.Created);
        (await StatusAsync(other, after)).ShouldBe(HttpStatusCode.Created);
        elses.Socket.State.ShouldBe(WebSocketState.Open);
        await using var restarted = await TestServer.StartOnAsync(store, Loopback);
        (await CodeAsync(restarted, before)).ShouldBe("subject_erased");
        (await StatusAsync(restarted, after)).ShouldBe(HttpStatusCode.Created);
        await Task.Delay(TimeSpan.FromMilliseconds(1100), TestContext.Current.CancellationToken);
        await EraseAsync(acme);
        (await CodeAsync(server, after)).ShouldBe("subject_erased");
    }

    private static async Task EraseAsync(HttpClient acme)
    {
        using var erased = await acme.DeleteAsync("/v1/subjects/7f3", TestContext.Current.CancellationToken);
        erased.StatusCode.ShouldBe(HttpStatusCode.OK, await erased.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> CodeAsync(TestServer server, string token)
    {
        using var client = Identity.Client(server, token);
        using var response = await client.PostAsync("/v1/sessions", content: null);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        return await TestServer.CodeOfAsync(response);
    }

    private static async Task<WireClient> TalkAsync(TestServer server, string token)
    {
        using var visitor = Identity.Client(server, token);
        using var response = await visitor.PostAsync("/v1/sessions", content: null);
        var client = await WireClient.ConnectAsync((await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json))!.Url);
        await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
        await client.UntilAsync<SessionStarted>();
        return client;
    }

    private static async Task<string[]> NamesAsync(HttpClient reader) =>
        [.. (await reader.GetFromJsonAsync<AuditPage>("/v1/audit?action=audit.read", Wire.Json))!.Entries.Select(entry => entry.Entry.GetProperty("name").GetString()!)];

    [Fact]
    public async Task Every_reason_against_terms_is_listed_and_an_audience_belongs_to_one_tenant()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync(Loopback);
        using var acme = await TrustAsync(server, issuer);
        using var rival = await Identity.TenantAsync(server, "rival", "tenant:admin");
        using var bad = await rival.PutAsJsonAsync("/v1/federation", new Federation("", "a", "http://intranet.example/keys") { Scopes = ["platform:admin", "moon:visit"] }, Wire.Json);
        (await Identity.ReasonsAsync(bad)).ShouldBe(["bad_text", "bad_keys_url", "unknown_scope", "unknown_scope"]);
        using var taken = await rival.PutAsJsonAsync("/v1/federation", Terms(issuer), Wire.Json);
        (taken.StatusCode, await TestServer.CodeOfAsync(taken)).ShouldBe((HttpStatusCode.Conflict, "already_exists"));
        (await acme.PutAsJsonAsync("/v1/federation", Terms(issuer) with { Scopes = [] }, Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, issuer.Issue(Claims(issuer, roles: "[]")))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/elsewhere", 30)]
    [InlineData("/endless", 30)]
    [InlineData("/silent", 0.5)]
    [InlineData("/slow", 0.5)]
    public async Task An_issuer_that_leads_on_or_never_ends_is_given_up(string path, double patience)
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await TestServer.StartAsync([.. Loopback, $"--Troupe:Tokens:IssuerPatience={TimeSpan.FromSeconds(patience):c}"]);
        using var acme = await Identity.TenantAsync(server, "acme", "tenant:admin");
        (await acme.PutAsJsonAsync("/v1/federation", Terms(issuer) with { KeysUrl = $"{issuer.Address}{path}" }, Wire.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var began = TimeProvider.System.GetTimestamp();
        (await StatusAsync(server, issuer.Issue(Claims(issuer)))).ShouldBe(HttpStatusCode.Unauthorized);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(4));
        issuer.Asked.ShouldBe(0);
    }

    private static async Task<HttpClient> TrustAsync(TestServer server, LocalIssuer issuer)
    {
        var acme = await Identity.TenantAsync(server, "acme", "tenant:admin");
        using var set = await acme.PutAsJsonAsync("/v1/federation", Terms(issuer), Wire.Json);
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
        return acme;
    }

    private static Federation Terms(LocalIssuer issuer) => new(issuer.Name, "presenter", $"{issuer.Address}/keys")
    {
        Scopes = ["session:talk"],
        ScopeClaim = "roles",
        ScopeMap = new Dictionary<string, IReadOnlyList<string>> { ["manager"] = ["tenant:view"] },
        SceneClaim = "site",
    };

    private static string Claims(LocalIssuer issuer, string roles = "[\"manager\",\"gardener\"]", int seconds = 300, int? issued = null) =>
        $$"""{{{(issued is { } at ? $"\"iat\":{Now + at}," : "")}}"iss":"{{issuer.Name}}","aud":["account","presenter"],"sub":"7f3","exp":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds}},"roles":{{roles}},"site":"lobby"}""";

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static async Task<HttpStatusCode> StatusAsync(TestServer server, string token)
    {
        using var client = Identity.Client(server, token);
        using var response = await client.PostAsync("/v1/sessions", content: null);
        return response.StatusCode;
    }
}
