using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Assets;
using Troupe.Server.Tests.Assets.Formats;
using Troupe.Server.Tests.Events;
using Troupe.Server.Tests.Presenters;

namespace Troupe.Server.Tests.Assets;

[Trait("Category", "fast")]
public sealed class PresenterAssetsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_manifest_lists_the_assets_of_a_revision_with_what_a_page_needs_to_check_them()
    {
        await using var server = await StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        var (logo, later) = (await server.Http.KeepAsync(Samples.Png(8, 8), "image/png"), await server.Http.KeepAsync(Samples.Png(9, 9), "image/png"));
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([new BrandAsset("logo", logo.Id)]));
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([new BrandAsset("logo", later.Id)]));
        var manifest = await desk.GetAsync<AssetManifest>("/v1/presenters/ruth/revisions/1/manifest");
        var entry = manifest.Assets.ShouldHaveSingleItem();
        (entry.Role, entry.Asset, entry.Type, entry.Bytes, entry.Integrity).ShouldBe(("logo", logo.Id, "image/png", logo.Bytes, logo.Integrity));
        (await server.Http.GetByteArrayAsync(entry.Url)).ShouldBe(Samples.Png(8, 8));
        (await server.Http.GetAsync("/v1/presenters/ruth/revisions/2/manifest")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_character_that_was_uploaded_is_checked_by_preflight()
    {
        await using var server = await StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        var rig = await server.Http.KeepAsync(Encoding.UTF8.GetBytes(Samples.Rig), "application/json");
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Rig = rig.Id });
        using var publish = await desk.SendAsync(HttpMethod.Post, "/v1/presenters/ruth/publish", new { }, "*", "publish");
        var refusal = await PresenterDeskClient.RefusalAsync(publish);
        refusal.Code.ShouldBe("incompatible");
        refusal.Reasons.ShouldContain(reason => reason.Contains("missing_visemes"), "it was found, and read");
    }

    [Fact]
    public async Task What_a_revision_names_can_neither_be_removed_nor_is_it_swept()
    {
        await using var server = await StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        var logo = await server.Http.KeepAsync(Samples.Png(8, 8), "image/png");
        await desk.CreateAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([new BrandAsset("logo", logo.Id)]));
        await desk.PublishAsync("ruth");
        await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/brand", new AttachBrand([]));
        using var refused = await server.Http.DeleteAsync($"/v1/assets/{logo.Id}");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await TestServer.CodeOfAsync(refused)).ShouldBe("asset_in_use");
        using var swept = await server.Http.PostAsync("/v1/assets/sweep?dryRun=true", content: null);
        (await swept.Content.ReadFromJsonAsync<SweepReport>(Wire.Json))!.ShouldSatisfyAllConditions(report => report.Used.ShouldBe(1), report => report.Waiting.ShouldBe(0), report => report.DryRun.ShouldBeTrue());
        (await server.Http.GetFromJsonAsync<SweepReport>("/v1/assets/sweep", Wire.Json))!.Examined.ShouldBe(1);
        server.Services.GetRequiredService<IAssetUses>().ShouldBeOfType<TenantAssets>();
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestServer> StartAsync() => TestServer.StartAsync($"--Troupe:Assets:Folder={_folder.Path}");
}
