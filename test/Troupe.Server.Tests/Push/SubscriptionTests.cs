using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Presenters;

namespace Troupe.Server.Tests.Push;

[Trait("Category", "fast")]
public sealed class SubscriptionTests
{
    [Fact]
    public async Task A_browser_is_told_what_happens_to_a_presenter_and_comes_back_after_what_it_knows()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.CreateAsync("eve");
        await using var first = await Listener.OpenAsync(server.Http, "?presenter=ruth&after=0");
        (await first.NextAsync()).Type.ShouldBe("presenter.created");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/eve/name", new RenamePresenter("Eve again"));
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter("Ruth again"));
        var renamed = await first.NextAsync();
        (renamed.Subject, renamed.Id, renamed.Version, renamed.Type, renamed.Data.GetProperty("name").GetString()).ShouldBe(("presenter", "ruth", 2, "presenter.renamed", "Ruth again"));
        await first.DisposeAsync();

        await desk.PublishAsync("ruth");
        await using var second = await Listener.OpenAsync(server.Http, "?presenter=ruth", lastEventId: renamed.Position);
        (await second.NextAsync()).Type.ShouldBe("presenter.published");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter("Ruth for good"));
        (await second.NextAsync()).Version.ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_is_left_out_or_told_twice_while_others_write()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 60; number++)
            {
                await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter($"Ruth {number}"));
            }
        });
        var heard = await Task.WhenAll(Enumerable.Range(0, 4).Select(async listener =>
        {
            await Task.Delay(listener * 20);
            await using var line = await Listener.OpenAsync(server.Http, "?presenter=ruth&after=0");
            var versions = new List<long?>();
            while (versions.Count < 61)
            {
                versions.Add((await line.NextAsync()).Version);
            }

            return versions;
        }));
        await writing;
        heard.ShouldAllBe(versions => versions.SequenceEqual(Enumerable.Range(1, 61).Select(version => (long?)version)));
    }

    [Fact]
    public async Task A_socket_is_told_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/v1/subscriptions?presenter=ruth&after=0"), CancellationToken.None);
        var buffer = new byte[64_000];
        var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
        JsonSerializer.Deserialize<SubscriptionBegan>(buffer.AsSpan(0, frame.Count), Wire.Json)!.ShouldBe(new SubscriptionBegan(0));
        frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
        JsonSerializer.Deserialize<Pushed>(buffer.AsSpan(0, frame.Count), Wire.Json)!.Type.ShouldBe("presenter.created");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task An_observer_follows_a_live_session_without_taking_part()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        var (client, started) = await server.OpenAsync();
        using var _ = client;
        await using var line = await Listener.OpenAsync(server.Http, $"?session={started.Session}");
        await client.SendAsync(new MessageSend { Id = "m", Text = "how is the sky" });
        var types = new List<string>();
        while (!types.Contains("turn.ended"))
        {
            var pushed = await line.NextAsync();
            pushed.Position.ShouldBeNull();
            types.Add(pushed.Type);
        }

        types.ShouldContain("transcript.end");
        types.ShouldContain("reply.end");
        types.ShouldNotContain("speech.delta");
    }

    [Theory]
    [InlineData("?presenter=a&session=b", HttpStatusCode.BadRequest)]
    [InlineData("?after=x", HttpStatusCode.BadRequest)]
    [InlineData("?after=999999", HttpStatusCode.BadRequest)]
    public async Task A_subscription_that_makes_no_sense_is_refused(string query, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync($"/v1/subscriptions{query}");
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Queued_work_is_followed_from_its_beginning_to_its_end()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await using var line = await Listener.OpenAsync(server.Http, "");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/presenters/ruth/publish") { Content = new StringContent("{}", Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" }, { "Idempotency-Key", "one" }, { "Prefer", "respond-async" } } };
        using var accepted = await server.Http.SendAsync(request);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var states = new List<string>();
        while (!states.Contains("job.done"))
        {
            var pushed = await line.NextAsync();
            if (pushed.Subject is "job" || pushed.Type == "presenter.published")
            {
                states.Add(pushed.Type);
            }
        }

        states.ShouldBe(["job.queued", "job.started", "presenter.published", "job.done"]);
        var job = await desk.GetAsync<JobView>(accepted.Headers.Location!.ToString());
        (job.State, job.Revision).ShouldBe((JobState.Done, 1));

        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Rig = "robot" });
        using var rehearsal = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/rehearse", body: null, key: "two");
        rehearsal.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        while ((await line.NextAsync()).Type != "job.failed")
        {
        }

        var failed = await desk.GetAsync<JobView>(rehearsal.Headers.Location!.ToString());
        (failed.State, failed.Code, failed.Reasons.Single().Code).ShouldBe((JobState.Failed, "incompatible", "unknown_rig"));
    }
}
