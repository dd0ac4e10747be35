using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>What the policy does to changes of presenters.</summary>
[Trait("Category", "fast")]
public sealed class HeldEditTests : IAsyncLifetime
{
    private static readonly PolicyDocument Rules = new()
    {
        Terms =
        [
            new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] },
            new TermRule("rivals", PolicyEffect.Deny, ["Acme"]),
        ],
        Redactions = [new RedactionRule("email", PersonalKind.Email)],
        Values = [new ValueRule("locales", "/locale", ["en-US", "de-DE"])],
    };

    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync("--Troupe:Events:Store=Memory");
        _server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, new TenantPolicy(1, RulesetCompiler.Compile(Rules, out _)!, new DisclosureRules()));
        await new Presenters.PresenterDeskClient(_server.Http).CreateAsync("weather");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_edit_that_is_denied_is_refused_with_every_reason()
    {
        using var response = await SetAsync(new Persona { Name = "Acme Girl", Locale = "fr-FR" }, 1);
        (await TestServer.CodeOfAsync(response)).ShouldBe("policy_denied");
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("rivals");
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("locales");
        (await AuditAsync())[^1].Chain.ShouldBe(["rivals", "locales"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_edit_is_taken_redacted()
    {
        (await SetAsync(new Persona { Greeting = "Write to ada@example.com." }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PersonaAsync()).Greeting.ShouldBe("Write to [e-mail address].");
    }

    [Fact]
    public async Task A_held_edit_is_done_when_it_is_approved()
    {
        var review = await HoldAsync();
        (await PersonaAsync()).Greeting.ShouldNotBe("We are the best.");
        (await DecideAsync(review, new DecideReview(ReviewVerdict.Approve))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PersonaAsync()).Greeting.ShouldBe("We are the best.");
        (await AuditAsync()).Select(entry => entry.Action).ShouldBe(["presenter.create", "presenter.setPersona", "review.open", "presenter.setPersona", "review.approve"]);
        (await DecideAsync(review, new DecideReview(ReviewVerdict.Reject))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_held_edit_is_done_as_a_reviewer_changes_it()
    {
        var review = await HoldAsync();
        (await DecideAsync(review, new DecideReview(ReviewVerdict.Edit))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var changed = JsonSerializer.SerializeToElement(new Persona { Greeting = "We are good." }, Wire.Json);
        (await DecideAsync(review, new DecideReview(ReviewVerdict.Edit) { Payload = changed })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PersonaAsync()).Greeting.ShouldBe("We are good.");
    }

    [Fact]
    public async Task A_held_edit_that_is_rejected_is_not_done()
    {
        var before = await PersonaAsync();
        (await DecideAsync(await HoldAsync(), new DecideReview(ReviewVerdict.Reject))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PersonaAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_held_edit_is_not_done_to_a_version_that_its_caller_did_not_see()
    {
        var review = await HoldAsync();
        (await SetAsync(new Persona { Greeting = "Hello." }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync(review, new DecideReview(ReviewVerdict.Approve))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await PersonaAsync()).Greeting.ShouldBe("Hello.");
        (await _server.Http.GetFromJsonAsync<ReviewView>($"/v1/reviews/{review}", Wire.Json, Token))!.State.ShouldBe(ReviewState.Open);
    }

    [Fact]
    public async Task What_could_not_be_done_is_not_held()
    {
        using var response = await SetAsync(new Persona { Greeting = "We are the best.", Name = "" }, 1);
        (await TestServer.CodeOfAsync(response)).ShouldBe("invalid_command");
        (await _server.Http.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_presenter_whose_name_is_held_comes_to_be_when_it_is_approved()
    {
        var desk = new Presenters.PresenterDeskClient(_server.Http);
        (await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new CreatePresenter("The best") { Id = "best" }, key: "k")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _server.Http.GetAsync("/v1/presenters/best", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await DecideAsync(await OpenAsync(), new DecideReview(ReviewVerdict.Approve))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.GetAsync<PresenterView>("/v1/presenters/best")).Name.ShouldBe("The best");
        (await TestServer.CodeOfAsync(await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new CreatePresenter("Acme"), key: "k2"))).ShouldBe("policy_denied");
    }

    [Fact]
    public async Task A_review_of_nobody_is_not_found() =>
        (await DecideAsync("nothing", new DecideReview(ReviewVerdict.Approve))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task<string> HoldAsync()
    {
        using var held = await SetAsync(new Persona { Greeting = "We are the best." }, 1);
        held.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await TestServer.CodeOfAsync(held)).ShouldBe("under_review");
        return await OpenAsync();
    }

    // The list follows the log by a moment.
    private async Task<string> OpenAsync()
    {
        while (true)
        {
            if ((await _server.Http.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews is [var review, ..])
            {
                return review.Id;
            }
        }
    }

    private async Task<HttpResponseMessage> SetAsync(Persona persona, long seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/presenters/weather/persona") { Content = JsonContent.Create(persona, options: Wire.Json) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        return await _server.Http.SendAsync(request, Token);
    }

    private Task<HttpResponseMessage> DecideAsync(string review, DecideReview decision) =>
        _server.Http.PostAsJsonAsync($"/v1/reviews/{review}/decision", decision, Wire.Json, Token);

    private async Task<Persona> PersonaAsync() => (await _server.Http.GetFromJsonAsync<PresenterView>("/v1/presenters/weather", Wire.Json, Token))!.Draft.Persona;

    private async Task<List<AuditEntry>> AuditAsync()
    {
        var streams = _server.Services.GetRequiredService<EventStreams>();
        return await streams.Store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, Token).Select(streams.Read).OfType<AuditEntry>().ToListAsync(Token);
    }
}
