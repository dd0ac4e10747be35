using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>The policy over HTTP.</summary>
[Trait("Category", "fast")]
public sealed class PolicyEndpointsTests : IAsyncLifetime
{
    private static readonly PolicyDocument Rules = new() { Terms = [new TermRule("rivals", PolicyEffect.Deny, ["Acme"])] };

    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync("--Troupe:Events:Store=Memory");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_changed_policy_holds_when_its_caller_is_answered()
    {
        var policy = _server.Services.GetRequiredService<IPolicy>();
        policy.ScreenSpeech(TenantId.Local, "Buy Acme.").ShouldBeSameAs(Decision.Allowed);
        var changed = await PutAsync("", Rules, "\"0\"");
        changed.Headers.ETag!.Tag.ShouldBe("\"1\"");
        policy.ScreenSpeech(TenantId.Local, "Buy Acme.").ShouldBeOfType<Decision.Deny>();
        policy.ScreenSpeech(new TenantId("another"), "Buy Acme.").ShouldBeSameAs(Decision.Allowed);
        (await ReadAsync()).Document.Terms[0].Id.ShouldBe("rivals");
    }

    [Fact]
    public async Task Who_saw_another_version_or_none_is_told_so()
    {
        await PutAsync("", Rules, "\"0\"");
        (await PutAsync("", new PolicyDocument(), "\"0\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await PutAsync("", new PolicyDocument(), null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await ReadAsync()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_with_mistakes_is_refused_with_all_of_them()
    {
        var response = await PutAsync("", new PolicyDocument { Patterns = [new PatternRule("a", PolicyEffect.Deny, "("), new PatternRule("b", PolicyEffect.Deny, "x*")] }, "\"0\"");
        (await TestServer.CodeOfAsync(response)).ShouldBe("invalid_command");
        var problem = await response.Content.ReadFromJsonAsync<Refusal>(Token);
        problem!.Reasons.Select(reason => reason.Field).ShouldBe(["/patterns/0/pattern", "/patterns/1/pattern"]);
    }

    [Fact]
    public async Task Goes_back_to_an_earlier_version()
    {
        await PutAsync("", Rules, "\"0\"");
        await PutAsync("", new PolicyDocument(), "\"1\"");
        (await SendAsync(HttpMethod.Post, "/rollback", new RollBackPolicy(7), "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(HttpMethod.Post, "/rollback", new RollBackPolicy(1), "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _server.Services.GetRequiredService<IPolicy>().ScreenSpeech(TenantId.Local, "Acme").ShouldBeOfType<Decision.Deny>();
        var versions = (await _server.Http.GetFromJsonAsync<PolicyVersions>("/v1/policy/versions", Wire.Json, Token))!.Versions;
        versions.Select(version => (version.Version, version.Change, version.Restores)).ShouldBe([(1L, "rules", null), (2L, "rules", null), (3L, "rules", 1L)]);
        (await _server.Http.GetFromJsonAsync<PolicyView>("/v1/policy/versions/2", Wire.Json, Token))!.Document.Terms.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explains_what_every_rule_says_and_keeps_nothing()
    {
        var tried = Rules with { Redactions = [new RedactionRule("phone", PersonalKind.Phone) { Places = [PolicyPlace.Input] }] };
        var response = await _server.Http.PostAsJsonAsync("/v1/policy/explain", new ExplainPolicy { Text = "Acme: call +49 170 1234567.", Place = PolicyPlace.Speech, Document = tried }, Wire.Json, Token);
        var explained = (await response.Content.ReadFromJsonAsync<PolicyExplanation>(Wire.Json, Token))!;
        explained.Outcome.ShouldBe(PolicyEffect.Deny);
        explained.Values.ShouldBeEmpty();
        explained.Rules.Select(rule => (rule.Rule, rule.Holds, rule.Findings.Count)).ShouldBe([("rivals", true, 1), ("phone", false, 0)]);
        (await ReadAsync()).Version.ShouldBe(0);
    }

    [Fact]
    public async Task Turning_the_marks_off_stands_in_the_audit()
    {
        (await ReadAsync()).Disclosure.ShouldBe(new DisclosureRules { Sentence = "", Marked = true });
        (await PutAsync("/disclosure", new DisclosureRules { Marked = false }, "\"0\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var streams = _server.Services.GetRequiredService<EventStreams>();
        var actions = await streams.Store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, Token).Select(streams.Read).OfType<AuditEntry>().Select(entry => entry.Action).ToListAsync(Token);
        actions.ShouldBe(["policy.turnOffMarks"]);
    }

    [Fact]
    public void Each_address_asks_for_its_scope()
    {
        var endpoints = _server.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>();
        endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/policy", StringComparison.Ordinal))
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IEndpointNameMetadata>()!.EndpointName, endpoint => endpoint.Metadata.GetMetadata<Troupe.Server.Admission.RequiredScope>()!.Name)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["policy.read"] = "policy:view",
                ["policy.change"] = "policy:edit",
                ["policy.changeDisclosure"] = "presenter:admin",
                ["policy.versions"] = "policy:view",
                ["policy.readVersion"] = "policy:view",
                ["policy.rollBack"] = "policy:edit",
                ["policy.explain"] = "policy:view",
            }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_start_knows_the_policies_of_the_log()
    {
        await PutAsync("", Rules, "\"0\"");
        var rulesets = new TenantRulesets();
        var feed = new PolicyFeed(_server.Services.GetRequiredService<EventStreams>(), rulesets, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<PolicyFeed>.Instance);
        rulesets.Close();
        rulesets.ScreenSpeech(TenantId.Local, "Anything.").ShouldBeOfType<Decision.Deny>().Findings[0].Rule.ShouldBe("policy.unknown");
        await feed.StartAsync(Token);
        rulesets.ScreenSpeech(TenantId.Local, "Anything.").ShouldBeSameAs(Decision.Allowed);
        rulesets.ScreenSpeech(TenantId.Local, "Acme.").ShouldBeOfType<Decision.Deny>();
        await feed.StopAsync(Token);
    }

    private Task<HttpResponseMessage> PutAsync(string path, object body, string? seen) => SendAsync(HttpMethod.Put, path, body, seen);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body, string? seen)
    {
        using var request = new HttpRequestMessage(method, "/v1/policy" + path) { Content = JsonContent.Create(body, body.GetType(), options: Wire.Json) };
        if (seen is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(seen));
        }

        return await _server.Http.SendAsync(request, Token);
    }

    private async Task<PolicyView> ReadAsync() => (await _server.Http.GetFromJsonAsync<PolicyView>("/v1/policy", Wire.Json, Token))!;

    private sealed record Refusal(IReadOnlyList<Troupe.Server.Commands.Reason> Reasons);
}
