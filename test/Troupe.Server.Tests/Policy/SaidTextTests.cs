using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>Exact text that a presenter is told to say: by the same rules as what it says by itself, before any of it is heard.</summary>
[Trait("Category", "fast")]
public sealed class SaidTextTests
{
    private static readonly PolicyDocument Rules = new()
    {
        Terms = [new TermRule("rivals", PolicyEffect.Deny, ["Acme"]), new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Speech] }],
        Redactions = [new RedactionRule("email", PersonalKind.Email)],
        Values = [new ValueRule("outfits", "/look/outfit", ["blazer"])],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("The doors close now. Leave by the left.", "The doors close now. Leave by the left.")]
    [InlineData("Go to Acme instead. Leave by the left.", "I cannot say more about that. Leave by the left.")]
    [InlineData("Write to ada@example.com now.", "Write to [e-mail address] now.")]
    public async Task It_is_heard_as_the_policy_leaves_it(string text, string heard)
    {
        await using var server = await StartAsync();
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        await SayAsync(server, started.Session, text);
        (await HearAsync(client)).ShouldBe(heard);
    }

    [Theory]
    [InlineData(ReviewVerdict.Approve, null, "One moment, please. We are the best.")]
    [InlineData(ReviewVerdict.Edit, "We are good.", "One moment, please. We are good.")]
    [InlineData(ReviewVerdict.Reject, null, "One moment, please. I cannot say more about that.")]
    public async Task It_waits_for_whoever_decides(ReviewVerdict verdict, string? words, string heard)
    {
        await using var server = await StartAsync();
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        await SayAsync(server, started.Session, "We are the best.");
        var review = await OpenReviewAsync(server);
        (review.Text, review.Session).ShouldBe(("We are the best.", started.Session));
        using var decided = await server.Http.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(verdict) { Text = words }, Wire.Json, Token);
        decided.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await HearAsync(client)).ShouldBe(heard);
    }

    [Theory]
    [InlineData("blazer", System.Net.HttpStatusCode.OK)]
    [InlineData("raincoat", System.Net.HttpStatusCode.Forbidden)]
    public async Task What_is_worn_is_what_the_policy_allows(string outfit, System.Net.HttpStatusCode status)
    {
        await using var server = await StartAsync();
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        using var answer = await DirectAsync(server, started.Session, new PresenterWear { Id = "a", Outfit = outfit });
        answer.StatusCode.ShouldBe(status);
        if (status is System.Net.HttpStatusCode.Forbidden)
        {
            (await TestServer.CodeOfAsync(answer)).ShouldBe("policy_denied");
        }
    }

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartRealAsync(TestEngines.Whole);
        server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, new TenantPolicy(1, RulesetCompiler.Compile(Rules, out _)!, new DisclosureRules { Sentence = "" }));
        return server;
    }

    private static async Task SayAsync(TestServer server, string session, string text)
    {
        using var said = await DirectAsync(server, session, new PresenterSay { Id = "a", Text = text });
        said.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> DirectAsync(TestServer server, string session, DirectionCommand direction) => server.Http.PostAsync(
        $"/v1/sessions/{session}/directions", new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes<ClientMessage>(direction, Wire.Json)) { Headers = { ContentType = new("application/json") } }, Token);

    private static async Task<string> HearAsync(WireClient client)
    {
        var heard = new List<string>();
        while (true)
        {
            switch (await client.NextAsync())
            {
                case Received.Message { Content: SpeechDelta { Captions: { } captions } }:
                    heard.AddRange(captions.Select(caption => caption.Text.Trim()));
                    break;
                case Received.Message { Content: SpeechEnd }:
                    return string.Join(' ', heard);
                case Received.Closed:
                    throw new ShouldAssertException("The session ended.");
            }
        }
    }

    private static async Task<ReviewView> OpenReviewAsync(TestServer server)
    {
        while (true)
        {
            if ((await server.Http.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews is [var review, ..])
            {
                return review;
            }
        }
    }
}
