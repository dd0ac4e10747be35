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

/// <summary>What comes to be shown meets the policy of now: by publishing, by rolling back, by a pin, by a mark.</summary>
[Trait("Category", "fast")]
public sealed class ShownPolicyTests : IAsyncLifetime
{
    private static readonly TermRule Rivals = new("rivals", PolicyEffect.Deny, ["Acme"]);
    private static readonly TermRule Claims = new("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] };
    private static readonly RedactionRule Email = new("email", PersonalKind.Email);

    private TestServer _server = null!;
    private PresenterDeskClient _desk = null!;
    private long _policy;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Revision 1, the baseline, names the rival; 2 the claim; 3 has an address; 4 is clean and live, and so is the draft.
    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _desk = new PresenterDeskClient(_server.Http);
        await _desk.CreateAsync("ruth");
        foreach (var greeting in new[] { "I am from Acme.", "We are the best.", "Write to ada@example.com.", "Hello." })
        {
            await GreetAsync(greeting);
            await _desk.PublishAsync("ruth");
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("I am from Acme.", "rivals /persona/greeting")]
    [InlineData("Write to ada@example.com.", "email /persona/greeting")]
    public async Task A_draft_that_a_later_policy_denies_or_would_change_is_not_published(string greeting, string reason)
    {
        await GreetAsync(greeting);
        Put(new PolicyDocument { Terms = [Rivals], Redactions = [Email] });
        using var refused = await AskAsync("POST", "publish", """{"note":"Acme has it too."}""");
        (await PresenterDeskClient.RefusalAsync(refused)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("policy_denied"), refusal => refusal.Reasons.ShouldBe(["rivals /note", reason], ignoreOrder: true, "all reasons at once"));
        using var queued = await AskAsync("POST", "publish", "{}", prefer: "respond-async");
        (await TestServer.CodeOfAsync(queued)).ShouldBe("policy_denied", "before anything waits");
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(4);
        using var preflight = await AskAsync("POST", "preflight", body: null);
        var result = (await preflight.Content.ReadFromJsonAsync<PreflightResult>(Wire.Json, Token))!;
        (result.Fits, $"{result.Reasons[^1].Code} {result.Reasons[^1].Field}").ShouldBe((false, reason));
    }

    [Fact]
    public async Task What_would_be_changed_is_published_once_it_was_set_again()
    {
        await GreetAsync("Write to ada@example.com.");
        Put(new PolicyDocument { Redactions = [Email] });
        using var refused = await AskAsync("POST", "publish", "{}");
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("set it again in the draft");
        await GreetAsync("Write to ada@example.com.");
        await _desk.PublishAsync("ruth");
        (await _desk.GetAsync<RevisionView>("/v1/presenters/ruth/revisions/5")).Profile.Persona.Greeting.ShouldBe("Write to [e-mail address].");
    }

    [Fact]
    public async Task A_draft_with_words_that_a_later_policy_reviews_is_held_and_published_when_it_is_approved()
    {
        await GreetAsync("We are the best.");
        Put(new PolicyDocument { Terms = [Claims] });
        using var held = await AskAsync("POST", "publish", "{}", key: "once");
        held.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await PresenterDeskClient.RefusalAsync(held)).ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("under_review"), refusal => refusal.Reasons.ShouldBe(["claims /persona/greeting", "review"]));
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(4);
        (await DecideAsync(ReviewVerdict.Approve)).ShouldBe(HttpStatusCode.OK);
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(5);

        // The same request again was done; the same words are approved for good.
        using var again = await AskAsync("POST", "publish", "{}", key: "once");
        (again.StatusCode, (await _desk.GetAsync<RevisionList>("/v1/presenters/ruth/revisions")).Items.Count).ShouldBe((HttpStatusCode.OK, 5));
        using var other = await AskAsync("POST", "publish", """{"note":"Other"}""", key: "once");
        (await TestServer.CodeOfAsync(other)).ShouldBe("idempotency_key_reused");
        (await _desk.PublishAsync("ruth")).Live.ShouldBe(6);
        using var back = await AskAsync("POST", "rollback", """{"revision":2}""");
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        await GreetAsync("Simply the best.", approve: true);
        (await _desk.PublishAsync("ruth")).Live.ShouldBe(7);
    }

    [Fact]
    public async Task What_is_approved_is_the_draft_that_was_held()
    {
        await GreetAsync("We are the best.");
        Put(new PolicyDocument { Terms = [Claims] });
        using var held = await AskAsync("POST", "publish", "{}");
        held.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await GreetAsync("Good evening.");
        (await DecideAsync(ReviewVerdict.Approve)).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await DecideAsync(ReviewVerdict.Reject)).ShouldBe(HttpStatusCode.OK);
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_approved_and_denied_by_then_is_not_done()
    {
        await GreetAsync("We are the best.");
        Put(new PolicyDocument { Terms = [Claims] });
        using var held = await AskAsync("POST", "publish", "{}");
        Put(new PolicyDocument { Terms = [Claims with { Effect = PolicyEffect.Deny }] });
        (await DecideAsync(ReviewVerdict.Approve)).ShouldBe(HttpStatusCode.Forbidden);
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(4);
    }

    [Theory]
    [InlineData("POST", "rollback", "{0}", 3, "email /persona/greeting")]
    [InlineData("PUT", "pins/lobby", "{0}", 3, "email /persona/greeting")]
    [InlineData("PUT", "baseline", "{0}", 3, "email /persona/greeting")]
    [InlineData("POST", "rollback", "{0}", 2, "claims /persona/greeting")]
    [InlineData("PUT", "pins/lobby", "{0}", 2, "claims /persona/greeting")]
    [InlineData("PUT", "baseline", "{0}", 2, "claims /persona/greeting")]
    public async Task An_older_revision_is_shown_again_only_as_the_policy_of_now_has_it(string method, string path, string body, int revision, string reason)
    {
        Put(new PolicyDocument { Terms = [Rivals, Claims], Redactions = [Email] });
        using var refused = await AskAsync(method, path, body.Replace("{0}", $"{{\"revision\":{revision}}}", StringComparison.Ordinal));
        var (code, reasons) = await PresenterDeskClient.RefusalAsync(refused);
        (code, reasons[0]).ShouldBe((reason.StartsWith("claims", StringComparison.Ordinal) ? "under_review" : "policy_denied", reason));
        var before = await _desk.GetAsync<PresenterView>("/v1/presenters/ruth");
        (before.Live, before.Baseline, before.Pins.Count).ShouldBe((4, 1, 0));
        if (code == "under_review")
        {
            (await DecideAsync(ReviewVerdict.Approve)).ShouldBe(HttpStatusCode.OK);
            var after = await _desk.GetAsync<PresenterView>("/v1/presenters/ruth");
            (after.Live, after.Baseline, after.Pins.Count).ShouldBe(path switch { "rollback" => (2, 1, 0), "baseline" => (4, 2, 0), _ => (4, 1, 1) });
        }
    }

    [Fact]
    public async Task The_way_to_the_baseline_is_open_whatever_the_policy_and_the_reason_are()
    {
        Put(new PolicyDocument { Terms = [Rivals, Claims] });
        using var back = await AskAsync("POST", "rollback", "{}", why: "The best way out, says Umbra.");
        back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync(Token));
        (await _desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBe(1);
        (await AuditAsync())[^1].ShouldSatisfyAllConditions(entry => entry.Outcome.ShouldBe("done"), entry => entry.Why.ShouldBeNull(), entry => entry.Chain.ShouldBe(["claims", "rivals"]));
        using var pinned = await AskAsync("PUT", "pins/lobby", """{"revision":1}""");
        pinned.StatusCode.ShouldBe(HttpStatusCode.OK);
        _server.Services.GetRequiredService<TenantRulesets>().Close();
        using var closed = await AskAsync("POST", "rollback", "{}", why: "Unknown.");
        closed.StatusCode.ShouldBe(HttpStatusCode.OK, "also while the policy is not known");
        (await AuditAsync())[^1].Why.ShouldBeNull();
    }

    private void Put(PolicyDocument rules) =>
        _server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, new TenantPolicy(++_policy, RulesetCompiler.Compile(rules, out _)!, new DisclosureRules()));

    private async Task GreetAsync(string greeting, bool approve = false)
    {
        using var set = await _desk.SendAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Greeting = greeting }, "*");
        set.StatusCode.ShouldBe(approve ? HttpStatusCode.Accepted : HttpStatusCode.OK);
        if (approve)
        {
            (await DecideAsync(ReviewVerdict.Approve)).ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string method, string path, string? body, string? why = null, string? prefer = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/presenters/ruth/{path}") { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        foreach (var (name, value) in new[] { ("Troupe-Why", why), ("Prefer", prefer) }.Where(header => header.Item2 is not null))
        {
            request.Headers.Add(name, value);
        }

        return await _server.Http.SendAsync(request, Token);
    }

    // The list follows the log by a moment.
    private async Task<HttpStatusCode> DecideAsync(ReviewVerdict verdict)
    {
        ReviewView? review = null;
        while (review is null)
        {
            review = (await _desk.GetAsync<ReviewList>("/v1/reviews")).Reviews.FirstOrDefault();
        }

        using var decided = await _server.Http.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(verdict), Wire.Json, Token);
        return decided.StatusCode;
    }

    private async Task<List<AuditEntry>> AuditAsync()
    {
        var streams = _server.Services.GetRequiredService<EventStreams>();
        return await streams.Store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, Token).Select(streams.Read).OfType<AuditEntry>().ToListAsync(Token);
    }
}
