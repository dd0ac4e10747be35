using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation;
using Troupe.Server.Tests.Presenters;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class PresenterSessionTests
{
    [Fact]
    public async Task A_session_is_who_was_published()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth", "newsroom");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Ruth", Disclosure = "Machine", Locale = "en-GB", Instructions = "You are {name}.", Greeting = "Hello from {name}." });
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/flows", new SetFlows([new Flow("way", "somebody asks for the way", "point left")]));
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/speech", new SpeechStyle { Rate = 1.25, Pitch = -2, LipSync = new LipSyncStyle { Preset = "calm", MergeWindow = 120 } });
        await desk.PublishAsync("ruth");

        var (client, started) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth" });
        using var _ = client;
        (started.Presenter.Name, started.Presenter.Disclosure, started.Presenter.Locale, started.Presenter.Id, started.Presenter.Revision).ShouldBe(("Ruth", "Machine", "en-GB", "ruth", 1));
        started.Presenter.Look!.Outfit.ShouldBe("blazer");
        var options = (await server.Conversations.NextAsync()).Options;
        (options.PresenterName, options.Instructions, options.Greeting).ShouldBe(("Ruth", "You are {name}.\n\nWhen somebody asks for the way: point left", "Hello from {name}."));
        (options.Style.Speed, options.Style.Pitch, options.LipSync.ToSettings().MergeWindow, options.Gestures).ShouldBe((1.25, -2, TimeSpan.FromMilliseconds(120), 0.7));
    }

    [Fact]
    public async Task Whoever_could_have_a_session_is_told_before_whom_it_would_show()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Ruth", Instructions = "Between us.", Greeting = "Hello." });
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "raincoat" });
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/pins/lobby", new PinRevision(1));
        var (client, started) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth" });
        using var _ = client;

        var card = await server.Http.GetFromJsonAsync<PresenterCard>("/v1/presenters/ruth/card", Wire.Json);
        JsonSerializer.Serialize(card, Wire.Json).ShouldBe(JsonSerializer.Serialize(started.Presenter, Wire.Json));
        (await server.Http.GetStringAsync("/v1/presenters/ruth/card")).ShouldNotContain("Between us");
        (await server.Http.GetFromJsonAsync<PresenterCard>("/v1/presenters/ruth/card?scene=lobby", Wire.Json))!.Revision.ShouldBe(1);
        (await server.Http.GetFromJsonAsync<PresenterCard>("/v1/presenters/ruth/card?preview=true", Wire.Json))!.Revision.ShouldBeNull();
        foreach (var (path, code) in new[] { ("nobody/card", "presenter_not_found"), ("ruth/card?revision=9", "revision_not_found"), ("ruth/card?revision=1&preview=true", "bad_request") })
        {
            using var refused = await server.Http.GetAsync($"/v1/presenters/{path}");
            (await refused.Content.ReadAsStringAsync()).ShouldContain($"\"code\":\"{code}\"");
        }
    }

    [Fact]
    public async Task A_live_session_switches_when_a_revision_is_published_or_rolled_back()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.PublishAsync("ruth");
        var (follows, _) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth" });
        var (pinned, _) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth", Revision = 1 });
        using var __ = follows;
        using var ___ = pinned;
        var (conversation, other) = (await server.Conversations.NextAsync(), await server.Conversations.NextAsync());

        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "raincoat" });
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Eve" });
        await desk.PublishAsync("ruth");
        var changed = await follows.NextAsync<PresenterChanged>();
        (changed.Presenter.Revision, changed.Presenter.Look!.Outfit, changed.Presenter.Name).ShouldBe((2, "raincoat", "Eve"));
        (await conversation.NextAsync()).ShouldBeOfType<RecastInput>().Options.PresenterName.ShouldBe("Eve");

        await desk.DoAsync(HttpMethod.Post, "/v1/presenters/ruth/rollback", new RollBackPresenter());
        (await follows.NextAsync<PresenterChanged>()).Presenter.Revision.ShouldBe(1);
        other.Finish(SessionEndReason.Idle);
        await pinned.NextAsync<SessionEnded>();
    }

    [Fact]
    public async Task A_scene_switches_with_its_pin()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "raincoat" });
        await desk.PublishAsync("ruth");
        var (lobby, started) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth", Scene = "lobby" });
        using var _ = lobby;
        started.Presenter.Revision.ShouldBe(2);
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/pins/lobby", new PinRevision(1));
        (await lobby.NextAsync<PresenterChanged>()).Presenter.Look!.Outfit.ShouldBe("jumper");
        await desk.DoAsync(HttpMethod.Delete, "/v1/presenters/ruth/pins/lobby", new { });
        (await lobby.NextAsync<PresenterChanged>()).Presenter.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task A_preview_shows_the_draft_as_it_is_worked_on()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        var (client, started) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth", Preview = true });
        using var _ = client;
        started.Presenter.Revision.ShouldBeNull();
        for (var step = 1; step <= 5; step++)
        {
            await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Camera = new CameraFraming(1 + (step / 10.0), 0, 0) });
        }

        PresenterChanged shown;
        do
        {
            shown = await client.NextAsync<PresenterChanged>();
        }
        while (shown.Presenter.Look!.Camera.Zoom < 1.5);
        shown.Presenter.Look.Camera.ShouldBe(new CameraFraming(1.5, 0, 0));
    }

    [Theory]
    [InlineData("nobody", null, false, HttpStatusCode.NotFound, "presenter_not_found")]
    [InlineData("../x", null, false, HttpStatusCode.NotFound, "presenter_not_found")]
    [InlineData("ruth", null, false, HttpStatusCode.NotFound, "revision_not_found")]
    [InlineData("ruth", 4, false, HttpStatusCode.NotFound, "revision_not_found")]
    [InlineData("ruth", 1, true, HttpStatusCode.BadRequest, "bad_request")]
    [InlineData(null, 1, false, HttpStatusCode.BadRequest, "bad_request")]
    public async Task What_cannot_be_shown_makes_no_session(string? presenter, int? revision, bool preview, HttpStatusCode status, string code)
    {
        await using var server = await TestServer.StartAsync();
        await new PresenterDeskClient(server.Http).CreateAsync("ruth");
        using var response = await server.Http.PostAsJsonAsync("/v1/sessions", new SessionRequest { Presenter = presenter, Revision = revision, Preview = preview }, Wire.Json);
        (response.StatusCode, await TestServer.CodeOfAsync(response)).ShouldBe((status, code));
        server.Sessions.Count.ShouldBe(0);
    }
}
