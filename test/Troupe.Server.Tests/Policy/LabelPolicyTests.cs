using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Policy;
using Troupe.Server.Tests.Presenters;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Policy;

/// <summary>Words that others read beside those of a presenter: labels of keys, names of tenants, the sentence at the start, reasons.</summary>
[Trait("Category", "fast")]
public sealed class LabelPolicyTests : IAsyncLifetime
{
    private static readonly PolicyDocument Rules = new()
    {
        Terms = [new TermRule("rivals", PolicyEffect.Deny, ["Umbra"]), new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] }],
        Redactions = [new RedactionRule("email", PersonalKind.Email)],
    };

    private TestServer _server = null!;
    private HttpClient _acme = null!;
    private string _key = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await Identity.CreateTenantAsync(_server, "acme");
        var key = await Identity.CreateKeyAsync(_server, "acme", "key:manage", "policy:edit", "policy:view", "presenter:admin", "tenant:admin", "session:talk");
        (_key, _acme) = (key.Key.Key, Identity.Client(_server, key.Secret!));
        Put(new TenantId("acme"));
    }

    public async ValueTask DisposeAsync()
    {
        _acme.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("For Umbra", "rivals /label")]
    [InlineData("The best shop", "claims /label")]
    public async Task A_label_that_is_denied_or_would_be_held_makes_no_key(string label, string reason)
    {
        using var refused = await _acme.PostAsJsonAsync("/v1/keys", new CreateKey(label, ["session:talk"]), Wire.Json, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe([reason]));
        (await _acme.GetFromJsonAsync<KeyPage>("/v1/keys", Wire.Json, Token))!.Items.ShouldHaveSingleItem().Label.ShouldBe("for a test");
        (await AuditAsync("acme"))[^1].ShouldSatisfyAllConditions(entry => entry.Outcome.ShouldBe("policy_denied"), entry => entry.Chain.ShouldBe([reason.Split(' ')[0]]));
    }

    [Fact]
    public async Task What_would_be_held_says_that_nothing_waits_here()
    {
        using var refused = await _acme.PostAsJsonAsync("/v1/keys", new CreateKey("The best shop", ["session:talk"]), Wire.Json, Token);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("choose other words");
    }

    [Fact]
    public async Task A_label_is_kept_redacted()
    {
        using var created = await _acme.PostAsJsonAsync("/v1/keys", new CreateKey("Shop of ada@example.com", ["session:talk"]), Wire.Json, Token);
        (await created.Content.ReadFromJsonAsync<KeySecret>(Wire.Json, Token))!.Key.Label.ShouldBe("Shop of [e-mail address]");
        (await _acme.GetStringAsync("/v1/keys", Token)).ShouldNotContain("ada@");
    }

    [Theory]
    [InlineData("POST", "/v1/keys", """{"label":"shop","scopes":["session:talk"]}""")]
    [InlineData("POST", "/v1/keys/{key}/rotate", "{}")]
    [InlineData("DELETE", "/v1/keys/{key}", null)]
    [InlineData("POST", "/v1/tokens", """{"subject":"ada","scopes":["session:talk"]}""")]
    [InlineData("POST", "/v1/tokens/revoke", """{"token":"some"}""")]
    [InlineData("DELETE", "/v1/federation", null)]
    [InlineData("PUT", "/v1/policy", "{}")]
    [InlineData("POST", "/v1/policy/rollback", """{"version":0}""")]
    [InlineData("PUT", "/v1/policy/disclosure", """{"sentence":"I am a machine."}""")]
    public async Task A_reason_is_asked_about_whatever_it_is_for(string method, string path, string? body)
    {
        foreach (var (why, rule) in new[] { ("Umbra complained.", "rivals"), ("It is best.", "claims") })
        {
            using var refused = await AskAsync(_acme, method, path, body, why);
            (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe([$"{rule} /Troupe-Why"]));
            (await AuditAsync("acme"))[^1].ShouldSatisfyAllConditions(entry => entry.Outcome.ShouldBe("policy_denied"), entry => entry.Why.ShouldBeNull());
        }

        using var done = await AskAsync(_acme, method, path, body, "ada@example.com asked for it.");
        done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync(Token));
        (await AuditAsync("acme"))[^1].Why!.ValueOr(null).ShouldBe("[e-mail address] asked for it.");
    }

    [Fact]
    public async Task The_sentence_at_the_start_is_text_and_terms_are_not()
    {
        using var refused = await AskAsync(_acme, "PUT", "/v1/policy/disclosure", """{"sentence":"Made by Umbra."}""", why: null);
        (await PresenterDeskClient.RefusalAsync(refused)).Reasons.ShouldBe(["rivals /sentence"]);
        using var changed = await AskAsync(_acme, "PUT", "/v1/policy", """{"terms":[{"id":"more","effect":"deny","terms":["Umbra","best"],"advice":"Write to ada@example.com."}]}""", why: null);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, "a policy may name what it denies");
        var view = (await _acme.GetFromJsonAsync<PolicyView>("/v1/policy", Wire.Json, Token))!;
        (view.Document.Terms[0].Terms, view.Document.Terms[0].Advice, view.Disclosure.Sentence).ShouldBe((view.Document.Terms[0].Terms, "Write to ada@example.com.", ""));
        view.Document.Terms[0].Terms.ShouldBe(["Umbra", "best"]);
    }

    [Fact]
    public async Task An_operator_is_asked_about_by_their_own_policy_and_never_by_that_of_a_tenant()
    {
        using var suspended = await AskAsync(_server.Http, "POST", "/v1/tenants/acme/suspend", body: null, why: "Umbra complained.");
        suspended.StatusCode.ShouldBe(HttpStatusCode.OK, "else a tenant could keep itself from being suspended");
        (await AuditAsync("acme"))[^1].Why!.ValueOr(null).ShouldBe("Umbra complained.");

        Put(TenantId.Local);
        using var named = await _server.Http.PostAsJsonAsync("/v1/tenants", new CreateTenant("other", "Umbra & Sons"), Wire.Json, Token);
        (await PresenterDeskClient.RefusalAsync(named)).Reasons.ShouldBe(["rivals /name"]);
        using var keyed = await _server.Http.PostAsJsonAsync("/v1/tenants/acme/keys", new CreateKey("For Umbra", ["session:talk"]), Wire.Json, Token);
        (await PresenterDeskClient.RefusalAsync(keyed)).Reasons.ShouldBe(["rivals /label"]);
        using var reinstated = await AskAsync(_server.Http, "POST", "/v1/tenants/acme/reinstate", body: null, why: "Umbra complained.");
        (await PresenterDeskClient.RefusalAsync(reinstated)).Reasons.ShouldBe(["rivals /Troupe-Why"]);
        using var created = await _server.Http.PostAsJsonAsync("/v1/tenants", new CreateTenant("other", "ada@example.com"), Wire.Json, Token);
        (await created.Content.ReadFromJsonAsync<TenantView>(Wire.Json, Token))!.Name.ShouldBe("[e-mail address]");
    }

    private void Put(TenantId tenant) =>
        _server.Services.GetRequiredService<TenantRulesets>().Swap(tenant, new TenantPolicy(1, RulesetCompiler.Compile(Rules, out _)!, new DisclosureRules()));

    private async Task<HttpResponseMessage> AskAsync(HttpClient client, string method, string path, string? body, string? why)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{key}", _key, StringComparison.Ordinal))
        {
            Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        if (path.StartsWith("/v1/policy", StringComparison.Ordinal))
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"0\""));
        }

        if (why is not null)
        {
            request.Headers.Add("Troupe-Why", why);
        }

        return await client.SendAsync(request, Token);
    }

    private async Task<List<AuditEntry>> AuditAsync(string tenant)
    {
        var streams = _server.Services.GetRequiredService<EventStreams>();
        return await streams.Store.ReadStreamAsync(AuditEntry.StreamOf(new TenantId(tenant)), 0, Token).Select(streams.Read).OfType<AuditEntry>().ToListAsync(Token);
    }
}
