using System.Net;
using System.Text.Json;
using Troupe.Conversation;
using Troupe.Server.Sessions;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class HealthTests
{
    [Fact]
    public async Task Is_ready_when_all_four_parts_are()
    {
        await using var server = await TestServer.StartAsync();
        (await server.Http.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Names_the_parts_that_are_missing_and_still_opens_sessions()
    {
        await using var server = await TestServer.StartAsync(TestEngines.TextOnly);
        using var response = await server.Http.GetAsync("/readyz");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe("engine_unavailable");
        problem.RootElement.GetProperty("missing").EnumerateArray().Select(finding => finding.GetProperty("part").GetString())
            .ShouldBe(["voiceActivity", "recognizer", "synthesizer"]);
        await server.CreateAsync();
    }

    [Fact]
    public async Task Is_ready_without_what_conversations_can_do_without_and_tells_it_apart()
    {
        var missing = new EngineFinding("turnModel", "smart-turn", Found: false, "The turn model is not there.", "Leave it out.");
        var whole = await TestEngines.Whole(CancellationToken.None);
        var engines = whole.Engines with { Findings = [missing] };

        await using var server = await TestServer.StartAsync(_ => Task.FromResult(new OpenedEngines(engines)));
        HttpStatusCode status;
        do
        {
            status = (await server.Http.GetAsync("/readyz")).StatusCode;
        }
        while (status is HttpStatusCode.ServiceUnavailable);

        status.ShouldBe(HttpStatusCode.OK);
        EngineParts.MissingBeside(engines).ShouldBe([missing]);
    }

    [Fact]
    public async Task Is_alive_but_not_ready_while_engines_warm_up()
    {
        var warm = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(async cancellationToken =>
        {
            await warm.Task.WaitAsync(cancellationToken);
            return await TestEngines.Whole(cancellationToken);
        });
        (await server.Http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Http.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var refused = await server.Http.PostAsync("/v1/sessions", content: null);
        (refused.StatusCode, await TestServer.CodeOfAsync(refused)).ShouldBe((HttpStatusCode.ServiceUnavailable, "engine_unavailable"));

        warm.SetResult();
        HttpStatusCode status;
        do
        {
            status = (await server.Http.GetAsync("/readyz")).StatusCode;
        }
        while (status is HttpStatusCode.ServiceUnavailable);
        status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Says_so_when_the_engines_could_not_be_started()
    {
        await using var server = await TestServer.StartAsync(_ => Task.FromException<OpenedEngines>(new EngineException("Broken.", transient: false)));
        string body;
        do
        {
            body = await (await server.Http.GetAsync("/readyz")).Content.ReadAsStringAsync();
        }
        while (body.Contains("warming up", StringComparison.Ordinal));
        body.ShouldContain("could not be started");
        (await server.Http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
