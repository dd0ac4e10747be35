using System.Net;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Presenters;

[Trait("Category", "fast")]
public sealed class PresenterSlicesTests
{
    [Fact]
    public async Task A_draft_is_worked_on_part_by_part()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        var created = await desk.CreateAsync("ruth", "newsroom");
        (created.Version, created.Draft.Preset, created.Draft.Look.Outfit, created.Live, created.Changed).ShouldBe((1, "newsroom", "blazer", null, true));

        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new RenamePresenter("Ruth in the evening"));
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Ruth", Greeting = "Good evening." });
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/flows", new SetFlows([new Flow("way", "somebody asks for the way", "say that the lift is on the left")]));
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Hair = "silver", Props = ["glasses"] });
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([new BrandAsset("logo", "sha256-1")]));
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/speech", new SpeechStyle { Rate = 1.1, LipSync = new LipSyncStyle { Preset = "calm", MergeWindow = 90 } });
        var done = await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/gestures", new GestureStyle { Amount = 0.5 });
        done.Version.ShouldBe(8);
        done.Name.ShouldBe("Ruth in the evening");
        (done.Draft.Look.Outfit, done.Draft.Look.Hair, done.Draft.Look.Props.Single()).ShouldBe(("blazer", "silver", "glasses"));
        (done.Draft.Speech.Rate, done.Draft.Speech.LipSync.MergeWindow, done.Draft.Gestures.Amount).ShouldBe((1.1, 90, 0.5));
        (await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/preset", new ChoosePreset("weather"))).Draft.Persona.Name.ShouldBe("Ruth", "a preset changes no persona");
        (await desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Draft.Look.Outfit.ShouldBe("raincoat");
    }

    [Fact]
    public async Task A_revision_never_changes_and_rolling_back_shows_an_earlier_one()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        (await desk.PublishAsync("ruth")).ShouldSatisfyAllConditions(view => view.Live.ShouldBe(1), view => view.Baseline.ShouldBe(1), view => view.Changed.ShouldBeFalse());
        (await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "raincoat" })).Changed.ShouldBeTrue();
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "blazer" });
        (await desk.PublishAsync("ruth")).Live.ShouldBe(3);

        (await desk.GetAsync<RevisionView>("/v1/presenters/ruth/revisions/2")).Profile.Look.Outfit.ShouldBe("raincoat");
        (await desk.GetAsync<RevisionDiff>("/v1/presenters/ruth/diff?from=1&to=2")).Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            change => change.Path.ShouldBe("/look/outfit"),
            change => change.Before!.Value.GetString().ShouldBe("jumper"),
            change => change.After!.Value.GetString().ShouldBe("raincoat"));
        (await desk.DoAsync(HttpMethod.Post, "/v1/presenters/ruth/rollback", new RollBackPresenter { Revision = 2 })).Live.ShouldBe(2);
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/baseline", new PinRevision(3));
        var back = await desk.DoAsync(HttpMethod.Post, "/v1/presenters/ruth/rollback", new RollBackPresenter());
        (back.Live, back.Revisions, back.Draft.Look.Outfit).ShouldBe((3, 3, "blazer"), "the draft stays");
        (await desk.GetAsync<RevisionList>("/v1/presenters/ruth/revisions")).Items.Select(item => (item.Revision, item.Live, item.Baseline)).ShouldBe([(3, true, true), (2, false, false), (1, false, false)]);

        using var missing = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/rollback", new RollBackPresenter { Revision = 9 }, "*");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PresenterDeskClient.RefusalAsync(missing)).Code.ShouldBe("revision_not_found");
    }

    [Fact]
    public async Task What_does_not_fit_together_is_not_published_and_the_dry_run_says_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Rig = "robot", Captions = new CaptionColors("#999999", "#aaaaaa") });
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([new BrandAsset("logo", "gone")]));

        using var refused = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/publish", new { }, "*", "publish");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (code, reasons) = await PresenterDeskClient.RefusalAsync(refused);
        code.ShouldBe("incompatible");
        reasons.ShouldBe(["unknown_rig /look/rig", "low_contrast /look/captions", "asset_not_found /brand/0/asset"]);
        using var dry = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/preflight", body: null);
        var found = (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<PreflightResult>(dry.Content, Wire.Json))!;
        (found.Fits, found.Reasons.Count).ShouldBe((false, 3));
        (await desk.GetAsync<PresenterView>("/v1/presenters/ruth")).Live.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_says_which_version_it_is_about_and_a_creation_has_a_name()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        using var nameless = await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new { name = "Ruth" });
        (nameless.StatusCode, (await PresenterDeskClient.RefusalAsync(nameless)).Code).ShouldBe((HttpStatusCode.BadRequest, "idempotency_key_required"));
        using var first = await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new { name = "Ruth" }, key: "one");
        using var again = await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new { name = "Ruth" }, key: "one");
        first.Headers.Location.ShouldBe(again.Headers.Location);
        var address = first.Headers.Location!.ToString();

        using var blind = await desk.SendAsync(HttpMethod.Put, $"{address}/name", new { name = "Ada" });
        ((int)blind.StatusCode, (await PresenterDeskClient.RefusalAsync(blind)).Code).ShouldBe((428, "precondition_required"));
        using var seen = await desk.SendAsync(HttpMethod.Put, $"{address}/name", new { name = "Ada" }, first.Headers.ETag!.Tag);
        (seen.StatusCode, seen.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "\"2\""));
        using var stale = await desk.SendAsync(HttpMethod.Put, $"{address}/name", new { name = "Eve" }, first.Headers.ETag!.Tag);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var taken = await desk.SendAsync(HttpMethod.Post, "/v1/presenters", new { name = "Ruth", id = address.Split('/')[^1] }, key: "two");
        taken.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_presenter_that_is_not_there_is_not_found_whatever_is_asked()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Get, "/revisions", null), (HttpMethod.Get, "/revisions/1", null), (HttpMethod.Get, "/diff", null), (HttpMethod.Put, "/name", new { name = "x" }),
            (HttpMethod.Post, "/publish", new { }), (HttpMethod.Post, "/duplicate", new { name = "x" }), (HttpMethod.Put, "/pins/lobby", new { revision = 1 }), (HttpMethod.Delete, "/pins/lobby", null),
            (HttpMethod.Post, "/archive", null), (HttpMethod.Post, "/preflight", null), (HttpMethod.Post, "/rollback", new { }),
        })
        {
            using var response = await desk.SendAsync(method, $"/v1/presenters/nobody{path}", body, "\"7\"", Guid.NewGuid().ToString());
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await PresenterDeskClient.RefusalAsync(response)).Code.ShouldBe("presenter_not_found", path);
        }
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        foreach (var id in new[] { "delta", "alpha", "charlie", "bravo" })
        {
            await desk.CreateAsync(id);
        }

        await desk.DoAsync(HttpMethod.Post, "/v1/presenters/bravo/archive", new { });
        var first = await desk.GetAsync<PresenterPage>("/v1/presenters?limit=2");
        (string.Join(' ', first.Items.Select(item => item.Id)), first.Next).ShouldBe(("alpha charlie", "charlie"));
        var second = await desk.GetAsync<PresenterPage>("/v1/presenters?limit=2&after=charlie");
        (second.Items.Single().Id, second.Next).ShouldBe(("delta", null));
        (await desk.GetAsync<PresenterPage>("/v1/presenters?archived=true")).Items.Count.ShouldBe(4);
        using var wrong = await server.Http.GetAsync("/v1/presenters?limit=0");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_copy_begins_with_the_draft_and_goes_its_own_way()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth", "weather");
        await desk.PublishAsync("ruth");
        using var response = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/duplicate", new { name = "Eve", id = "eve" }, key: "copy");
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/eve/look", new ChangeLook { Outfit = "jumper" });
        var (ruth, eve) = (await desk.GetAsync<PresenterView>("/v1/presenters/ruth"), await desk.GetAsync<PresenterView>("/v1/presenters/eve"));
        (ruth.Draft.Look.Outfit, eve.Draft.Look.Outfit, eve.Draft.Look.Hair, eve.Live).ShouldBe(("raincoat", "jumper", "blond", null));
    }

    [Fact]
    public async Task What_is_archived_is_not_changed_until_it_is_restored()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Post, "/v1/presenters/ruth/archive", new { });
        using var refused = await desk.SendAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new { name = "x" }, "*");
        (await PresenterDeskClient.RefusalAsync(refused)).Reasons.ShouldBe(["archived"]);
        (await desk.DoAsync(HttpMethod.Post, "/v1/presenters/ruth/restore", new { })).Archived.ShouldBeFalse();
        (await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/name", new { name = "x" })).Name.ShouldBe("x");
    }
}
