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

namespace Troupe.Server.Tests.Policy;

/// <summary>Words that reach a presenter by other ways than its draft: the name of a copy, a note, a scene, a reason.</summary>
[Trait("Category", "fast")]
public sealed class PresenterPolicyTests : IAsyncLifetime
{
    private static readonly PolicyDocument Rules = new()
    {
        Terms = [new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] }, new TermRule("rivals", PolicyEffect.Deny, ["Acme"])],
        Redactions = [new RedactionRule("email", PersonalKind.Email)],
        Values =
        [
            new ValueRule("outfits", "/look/outfit", ["jumper", "blazer"]),
            new ValueRule("hair", "/look/hair", ["auburn", "black"]) { Effect = PolicyEffect.Review },
            new ValueRule("props", "/look/props/*", []),
        ],
    };

    private TestServer _server = null!;
    private PresenterDeskClient _desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _desk = new PresenterDeskClient(_server.Http);
        await _desk.CreateAsync("ruth");
        await _desk.PublishAsync("ruth");
        await _desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/pins/acme", new PinRevision(1));
        _server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, new TenantPolicy(1, RulesetCompiler.Compile(Rules, out _)!, new DisclosureRules()));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/presenters/ruth/duplicate", """{"name":"Acme's Ruth","id":"copy"}""", "/name")]
    [InlineData("POST", "/v1/presenters/ruth/duplicate", """{"name":"Ruth","id":"acme"}""", "/id")]
    [InlineData("POST", "/v1/presenters/ruth/publish", """{"note":"As Acme has it."}""", "/note")]
    [InlineData("PUT", "/v1/presenters/ruth/pins/acme", """{"revision":1}""", "/scene")]
    public async Task What_is_denied_is_neither_kept_nor_shown(string method, string path, string body, string field)
    {
        using var refused = await AskAsync(method, path, body);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe([$"rivals {field}"]));
        (await _desk.GetAsync<PresenterPage>("/v1/presenters")).Items.ShouldHaveSingleItem().Id.ShouldBe("ruth");
        (await _desk.GetAsync<RevisionList>("/v1/presenters/ruth/revisions")).Items.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("PATCH", "/v1/presenters/ruth/look", """{"outfit":"raincoat"}""", "outfits /look/outfit")]
    [InlineData("PATCH", "/v1/presenters/ruth/look", """{"props":["glasses"]}""", "props /look/props/0")]
    [InlineData("PUT", "/v1/presenters/ruth/preset", """{"preset":"weather"}""", "outfits /look/outfit")]
    [InlineData("POST", "/v1/presenters", """{"name":"Skye","id":"skye","preset":"weather"}""", "outfits /look/outfit")]
    public async Task A_value_that_is_not_allowed_is_set_by_no_request(string method, string path, string body, string reason)
    {
        using var refused = await AskAsync(method, path, body);
        var (code, reasons) = await PresenterDeskClient.RefusalAsync(refused);
        code.ShouldBe("policy_denied");
        reasons.ShouldContain(reason);
        (await _desk.GetAsync<PresenterPage>("/v1/presenters")).Items.ShouldHaveSingleItem().Id.ShouldBe("ruth");
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Draft.Look.Outfit.ShouldBe("jumper");
    }

    [Fact]
    public async Task What_was_allowed_once_and_is_not_any_longer_is_neither_published_nor_copied()
    {
        await _desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Umbra", Greeting = "I am Umbra." });
        _server.Services.GetRequiredService<TenantRulesets>().Swap(
            TenantId.Local, new TenantPolicy(2, RulesetCompiler.Compile(new PolicyDocument { Terms = [new TermRule("dark", PolicyEffect.Deny, ["Umbra"])] }, out _)!, new DisclosureRules()));
        foreach (var (path, body) in new[] { ("publish", "{}"), ("duplicate", """{"name":"Copy"}""") })
        {
            using var refused = await AskAsync("POST", $"/v1/presenters/ruth/{path}", body);
            (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(
                refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe(["dark /persona/name", "dark /persona/greeting"], ignoreOrder: true));
        }
    }

    [Fact]
    public async Task A_draft_that_waits_for_its_rehearsal_is_asked_about_before_it_waits()
    {
        using var refused = await AskAsync("POST", "/v1/presenters/ruth/publish", """{"note":"As Acme has it."}""", prefer: "respond-async");
        (await PresenterDeskClient.RefusalAsync(refused)).Code.ShouldBe("policy_denied");
        using var queued = await AskAsync("POST", "/v1/presenters/ruth/publish", """{"note":"Ask ada@example.com."}""", prefer: "respond-async");
        queued.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        while ((await _desk.GetAsync<RevisionList>("/v1/presenters/ruth/revisions")).Items.Count < 2)
        {
            await Task.Yield();
        }

        (await _desk.GetAsync<RevisionView>("/v1/presenters/ruth/revisions/2")).Note.ShouldBe("Ask [e-mail address].");
    }

    [Fact]
    public async Task What_names_only_things_that_are_there_is_not_asked_about()
    {
        using var unpinned = await AskAsync("DELETE", "/v1/presenters/ruth/pins/acme", body: null);
        unpinned.StatusCode.ShouldBe(HttpStatusCode.OK, "else it could never be taken away");
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Pins.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/v1/presenters/ruth/duplicate", """{"name":"The best Ruth","id":"copy"}""")]
    [InlineData("POST", "/v1/presenters/ruth/publish", """{"note":"The best yet."}""")]
    [InlineData("PUT", "/v1/presenters/ruth/pins/best", """{"revision":1}""")]
    [InlineData("PATCH", "/v1/presenters/ruth/look", """{"hair":"silver"}""")]
    [InlineData("POST", "/v1/presenters/ruth/archive", null, "It is not the best.")]
    [InlineData("DELETE", "/v1/presenters/ruth/pins/acme", null, "It is not the best.")]
    public async Task What_is_held_is_done_when_somebody_approves(string method, string path, string? body, string? why = null)
    {
        var before = await StateAsync();
        using var held = await AskAsync(method, path, body, why);
        (await TestServer.CodeOfAsync(held)).ShouldBe("under_review");
        (await StateAsync()).ShouldBe(before);
        using var decided = await _server.Http.PostAsJsonAsync($"/v1/reviews/{await OpenAsync()}/decision", new DecideReview(ReviewVerdict.Approve), Wire.Json, Token);
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync(Token));
        (await StateAsync()).ShouldNotBe(before);
        (await AuditAsync()).ShouldAllBe(entry => entry.Why == null || !entry.Why.ValueOr("best")!.Contains("best"));
    }

    [Theory]
    [InlineData("POST", "/v1/presenters/ruth/archive", null)]
    [InlineData("POST", "/v1/presenters/ruth/rollback", """{"revision":1}""")]
    [InlineData("PUT", "/v1/presenters/ruth/baseline", """{"revision":1}""")]
    [InlineData("PUT", "/v1/presenters/ruth/name", """{"name":"Ruth"}""")]
    [InlineData("DELETE", "/v1/presenters/ruth/pins/acme", null)]
    public async Task A_reason_is_asked_about_like_all_that_is_kept(string method, string path, string? body)
    {
        var before = await StateAsync();
        using var refused = await AskAsync(method, path, body, why: "Acme complained.");
        (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe(["rivals /Troupe-Why"]));
        (await StateAsync()).ShouldBe(before);
        (await AuditAsync())[^1].ShouldSatisfyAllConditions(entry => entry.Outcome.ShouldBe("policy_denied"), entry => entry.Why.ShouldBeNull());
        using var done = await AskAsync(method, path, body, why: "ada@example.com asked for it.");
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AuditAsync())[^1].Why!.ValueOr(null).ShouldBe("[e-mail address] asked for it.");
    }

    private async Task<HttpResponseMessage> AskAsync(string method, string path, string? body, string? why = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        foreach (var (name, value) in new[] { ("Troupe-Why", why), ("Prefer", prefer) }.Where(header => header.Item2 is not null))
        {
            request.Headers.Add(name, value);
        }

        return await _server.Http.SendAsync(request, Token);
    }

    // The list follows the log by a moment.
    private async Task<string> OpenAsync()
    {
        while (true)
        {
            if ((await _desk.GetAsync<ReviewList>("/v1/reviews")).Reviews is [var review, ..])
            {
                return review.Id;
            }
        }
    }

    private async Task<string> StateAsync() =>
        await _server.Http.GetStringAsync("/v1/presenters?archived=true", Token) + await _server.Http.GetStringAsync("/v1/presenters/ruth", Token) + await _server.Http.GetStringAsync("/v1/presenters/ruth/revisions", Token);

    private async Task<List<AuditEntry>> AuditAsync()
    {
        var streams = _server.Services.GetRequiredService<EventStreams>();
        return await streams.Store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, Token).Select(streams.Read).OfType<AuditEntry>().ToListAsync(Token);
    }
}
