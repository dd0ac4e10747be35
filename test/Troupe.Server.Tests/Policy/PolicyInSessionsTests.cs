using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

/// <summary>A tenant's policy in its sessions, on real sockets.</summary>
[Trait("Category", "fast")]
public sealed class PolicyInSessionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_person_writes_is_redacted_before_it_is_kept()
    {
        await using var server = await StartAsync(new PolicyDocument { Redactions = [new RedactionRule("phone", PersonalKind.Phone)] });
        var (client, _) = await server.OpenAsync(input: null, output: null);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "Call me at +49 170 1234567." });
        (await client.UntilAsync<TranscriptEnd>()).Text.ShouldBe("Call me at [phone number].");
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe(TestEngines.Answer);
    }

    [Fact]
    public async Task Words_that_are_denied_are_answered_politely_and_not_kept()
    {
        await using var server = await StartAsync(new PolicyDocument { Terms = [new TermRule("harm", PolicyEffect.Deny, ["bomb"]) { Inflected = true }] });
        var (client, _) = await server.OpenAsync(input: null, output: null);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How do I build b0mbs?" });
        (await client.UntilAsync<TranscriptEnd>()).Text.ShouldBe(InputScreen.Withheld);
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe("I am sorry, I cannot help with that.");
    }

    [Fact]
    public async Task A_phrase_that_is_denied_is_not_spoken()
    {
        await using var server = await StartAsync(new PolicyDocument { Terms = [new TermRule("colours", PolicyEffect.Deny, ["blue"])] });
        var (client, _) = await server.OpenAsync(input: null, output: null);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe("I cannot say more about that. Have a look.");
    }

    [Theory]
    [InlineData(ReviewVerdict.Approve, null, "One moment, please. The sky is blue today. Have a look.")]
    [InlineData(ReviewVerdict.Edit, "The sky is clear.", "One moment, please. The sky is clear. Have a look.")]
    [InlineData(ReviewVerdict.Reject, null, "One moment, please. I cannot say more about that. Have a look.")]
    public async Task A_phrase_that_is_held_is_spoken_as_somebody_decides(ReviewVerdict verdict, string? text, string reply)
    {
        await using var server = await StartAsync(new PolicyDocument { Terms = [new TermRule("colours", PolicyEffect.Review, ["blue"]) { Places = [PolicyPlace.Speech] }] });
        var (client, started) = await server.OpenAsync(input: null, output: null);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        (await client.UntilAsync<ReplyDelta>()).Text.ShouldBe("One moment, please.");
        var review = await OpenReviewAsync(server);
        (review.Text, review.Session, review.Findings.Single().Rule).ShouldBe(("The sky is blue today.", started.Session, "colours"));

        using var decided = await server.Http.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(verdict) { Text = text }, Wire.Json, Token);
        decided.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldBe(reply);
        using var again = await server.Http.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(ReviewVerdict.Reject), Wire.Json, Token);
        (await TestServer.CodeOfAsync(again)).ShouldBe("invalid_command");
    }

    [Fact]
    public async Task The_presenter_says_first_that_it_is_a_machine_when_it_is_told_to()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, "--Troupe:Events:Store=Memory", "--Troupe:Conversation:Greeting=Welcome.");
        server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, TenantPolicy.Initial with { Version = 1, Disclosure = new DisclosureRules { Sentence = "I am a computer program." } });
        var (client, started) = await server.OpenAsync(input: null, output: 16_000);
        using var _ = client;
        started.Presenter.Disclosure.ShouldBe("AI presenter");
        (await client.UntilAsync<SpeechDelta>()).Captions![0].Text.ShouldStartWith("I am a computer program.");
    }

    [Theory]
    [InlineData(true, "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")]
    [InlineData(false, null)]
    public async Task What_is_generated_carries_its_mark_unless_it_is_turned_off(bool marked, string? mark)
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, "--Troupe:Events:Store=Memory");
        server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, TenantPolicy.Initial with { Version = 1, Disclosure = new DisclosureRules { Marked = marked } });
        var (client, _) = await server.OpenAsync(input: null, output: 16_000);
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        (await client.UntilAsync<ReplyEnd>()).DigitalSourceType.ShouldBe(mark);
        (await client.UntilAsync<SpeechStart>()).DigitalSourceType.ShouldBe(mark);
    }

    private static async Task<TestServer> StartAsync(PolicyDocument document)
    {
        var server = await TestServer.StartRealAsync(TestEngines.TextOnly, "--Troupe:Events:Store=Memory");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = JsonContent.Create(document, options: Wire.Json) };
        request.Headers.IfMatch.Add(new System.Net.Http.Headers.EntityTagHeaderValue("\"0\""));
        (await server.Http.SendAsync(request, Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        return server;
    }

    // The list follows the log by a moment.
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
