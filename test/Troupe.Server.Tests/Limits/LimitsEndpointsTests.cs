using System.Net;
using System.Net.Http.Json;
using System.Text;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Assets.Formats;

namespace Troupe.Server.Tests.Limits;

[Trait("Category", "fast")]
public sealed class LimitsEndpointsTests
{
    private static readonly string[] Scarce = ["--Troupe:Limits:KeyShare=1", "--Troupe:Limits:Tiers:local:Scale=1", "--Troupe:Limits:Tiers:local:LoadFloor=1"];

    [Fact]
    public async Task Shows_every_budget_with_its_unit()
    {
        await using var server = await TestServer.StartAsync();
        var view = await server.Http.GetFromJsonAsync<LimitsView>("/v1/limits", Wire.Json, TestContext.Current.CancellationToken);
        view!.Tier.ShouldBe("local");
        view.Budgets.Select(budget => (budget.Budget, budget.Unit)).ShouldContain(("talk", "talk-seconds"));
        view.Budgets.ShouldAllBe(budget => budget.Left > 0 && budget.Left <= budget.Quota);
    }

    [Fact]
    public async Task A_change_that_is_not_paid_for_is_refused_before_it_is_looked_at()
    {
        await using var server = await TestServer.StartAsync([.. Scarce, "--Troupe:Limits:Tiers:local:Command:Burst=2.5", "--Troupe:Limits:Tiers:local:Command:PerMinute=0.1"]);
        for (var left = 1; left >= 0; left--)
        {
            using var missed = await RenameAsync(server, "{\"name\":\"Ada\"}");
            missed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            missed.Headers.GetValues("RateLimit").ShouldHaveSingleItem().ShouldStartWith($"\"command\";r={left};");
            missed.Headers.GetValues("RateLimit-Policy").ShouldHaveSingleItem().ShouldBe("\"command\";q=2;w=1500");
        }

        using var refused = await RenameAsync(server, "{");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("quota_exceeded");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(290, 301);
        refused.Headers.GetValues("RateLimit").ShouldHaveSingleItem().ShouldStartWith("\"command\";r=0;");
        (await server.Http.GetAsync("/v1/presenters", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, "reads are another budget");
    }

    [Fact]
    public async Task A_session_that_shows_a_draft_costs_a_preview_as_well()
    {
        await using var server = await TestServer.StartAsync([.. Scarce, "--Troupe:Limits:Tiers:local:Preview:Burst=1.5", "--Troupe:Limits:Tiers:local:Preview:PerMinute=0.1"]);
        var draft = new SessionRequest { Presenter = "nobody", Preview = true };
        using var missed = await server.Http.PostAsJsonAsync("/v1/sessions", draft, Wire.Json, TestContext.Current.CancellationToken);
        (await TestServer.CodeOfAsync(missed)).ShouldBe("presenter_not_found");
        missed.Headers.GetValues("RateLimit").Select(field => field.Split(';')[0]).ShouldBe(["\"command\"", "\"preview\""], ignoreOrder: true);
        using var refused = await server.Http.PostAsJsonAsync("/v1/sessions", draft, Wire.Json, TestContext.Current.CancellationToken);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("quota_exceeded");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await server.CreateAsync()).Session.ShouldNotBeEmpty("the server's own presenter is no draft");
    }

    [Fact]
    public async Task What_an_answer_promises_knows_of_what_its_request_took()
    {
        await using var server = await TestServer.StartAsync([.. Scarce, "--Troupe:Limits:Tiers:local:Upload:PerMinute=0.001"]);
        using var sound = new ByteArrayContent(Samples.Wav(2_200_000)) { Headers = { ContentType = new("audio/wav") } };
        using var kept = await server.Http.PostAsync("/v1/assets", sound, TestContext.Current.CancellationToken);
        kept.StatusCode.ShouldBe(HttpStatusCode.Created);
        var view = await server.Http.GetFromJsonAsync<LimitsView>("/v1/limits", Wire.Json, TestContext.Current.CancellationToken);
        kept.Headers.GetValues("RateLimit").ShouldHaveSingleItem().ShouldStartWith($"\"upload\";r={view!.Budgets.Single(budget => budget.Budget == "upload").Left};");
    }

    [Fact]
    public async Task A_server_whose_limits_make_no_sense_does_not_start()
    {
        var failure = await Should.ThrowAsync<Exception>(() => TestServer.StartAsync("--Troupe:Limits:Nodes=0"));
        failure.Message.ShouldContain("Troupe:Limits:Nodes");
    }

    private static async Task<HttpResponseMessage> RenameAsync(TestServer server, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/presenters/nobody/name") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.IfMatch.ParseAdd("*");
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
