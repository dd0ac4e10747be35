using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Assets.Formats;
using Troupe.Server.Tests.Events;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Assets;

[Trait("Category", "fast")]
public sealed class DownloadingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_public_asset_has_an_address_that_every_cache_keeps_for_a_year()
    {
        await using var server = await StartAsync();
        var view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png", "public");
        view.UrlExpiresAt.ShouldBeNull();
        using var response = await server.Http.GetAsync(view.Url);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Samples.Png(2, 2));
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.ETag!.Tag.ShouldBe($"\"{view.Id}\"");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
    }

    [Fact]
    public async Task A_private_asset_has_an_address_for_minutes()
    {
        var time = new WallClock { Now = DateTimeOffset.UnixEpoch.AddSeconds(1250) };
        await using var server = await TestServer.StartAsync(time, $"--Troupe:Assets:Folder={_folder.Path}");
        var view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png");
        view.UrlExpiresAt.ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(2400), "the second step of ten minutes from here");
        (await AboutAsync(server, view.Id)).Url.ShouldBe(view.Url, "caches know it");
        using (var response = await server.Http.GetAsync(view.Url))
        {
            response.Headers.CacheControl!.ToString().ShouldBe("max-age=1150, private");
        }

        time.Now = view.UrlExpiresAt!.Value;
        using var late = await server.Http.GetAsync(view.Url);
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TestServer.CodeOfAsync(late)).ShouldBe("token_expired");
        (await AboutAsync(server, view.Id)).Url.ShouldNotBe(view.Url);
    }

    [Fact]
    public async Task A_signature_is_good_for_its_tenant_asset_and_end_alone()
    {
        await using var server = await StartAsync();
        var one = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png");
        var other = await server.Http.KeepAsync(Samples.Png(3, 3), "image/png");
        string[] forged =
        [
            one.Url.Replace(one.Id, other.Id, StringComparison.Ordinal), one.Url.Replace("tenant=local", "tenant=rival", StringComparison.Ordinal), one.Url.Replace("expires=", "expires=1", StringComparison.Ordinal),
            one.Url.Split("&expires")[0] + one.Url[one.Url.IndexOf("&signature", StringComparison.Ordinal)..], one.Url[..^1] + (one.Url[^1] == 'A' ? 'B' : 'A'), one.Url.Split('&')[0], $"/v1/assets/{one.Id}/file",
        ];
        foreach (var url in forged)
        {
            using var response = await server.Http.GetAsync(url);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, url);
        }
    }

    [Fact]
    public async Task An_address_of_a_public_asset_ends_when_it_is_made_private_or_removed()
    {
        await using var server = await StartAsync();
        var view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png", "public");
        await server.Http.KeepAsync(Samples.Png(2, 2), "image/png");
        (await server.Http.GetAsync(view.Url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await server.Http.KeepAsync(Samples.Png(2, 2), "image/png", "public");
        (await server.Http.GetAsync(view.Url)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Http.DeleteAsync($"/v1/assets/{view.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var url in new[] { view.Url, $"/v1/assets/{view.Id}", $"/v1/assets/{view.Id}/about" })
        {
            (await server.Http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Parts_and_unchanged_files_are_served_as_such()
    {
        await using var server = await StartAsync();
        var bytes = Samples.Wav(50_000);
        var view = await server.Http.KeepAsync(bytes, "audio/wav");
        using var part = new HttpRequestMessage(HttpMethod.Get, view.Url) { Headers = { Range = new RangeHeaderValue(70_000, 70_009) } };
        using var partial = await server.Http.SendAsync(part);
        partial.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        partial.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 70000-70009/{bytes.Length}");
        (await partial.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[70_000..70_010]);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/assets/{view.Id}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{view.Id}\"") } } };
        (await server.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        using var beyond = new HttpRequestMessage(HttpMethod.Get, view.Url) { Headers = { Range = new RangeHeaderValue(bytes.Length, null) } };
        (await server.Http.SendAsync(beyond)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task A_drawing_that_is_opened_as_a_page_can_do_nothing()
    {
        await using var server = await StartAsync();
        var view = await server.Http.KeepAsync(Encoding.UTF8.GetBytes(Samples.Svg), "image/svg+xml", "public");
        using var response = await server.Http.GetAsync(view.Url);
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; style-src 'unsafe-inline'; sandbox"]);
        response.Content.Headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=\"{view.Id[..16]}.svg\"");
    }

    [Fact]
    public async Task An_asset_of_another_tenant_is_answered_like_none()
    {
        await using var server = await StartAsync();
        await Identity.CreateTenantAsync(server, "acme");
        await Identity.CreateTenantAsync(server, "rival");
        using var acme = Identity.Client(server, (await Identity.CreateKeyAsync(server, "acme", "asset:read", "asset:write")).Secret!);
        using var rival = Identity.Client(server, (await Identity.CreateKeyAsync(server, "rival", "asset:read", "asset:write")).Secret!);
        var view = await acme.KeepAsync(Samples.Png(2, 2), "image/png", "public");
        var none = new string('0', 64);
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/about"), (HttpMethod.Delete, "") })
        {
            using var foreign = await rival.SendAsync(new HttpRequestMessage(method, $"/v1/assets/{view.Id}{path}"));
            using var missing = await rival.SendAsync(new HttpRequestMessage(method, $"/v1/assets/{none}{path}"));
            foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await foreign.Content.ReadAsStringAsync()).Replace(view.Id, none, StringComparison.Ordinal).ShouldBe(await missing.Content.ReadAsStringAsync());
            Names(foreign).ShouldBe(Names(missing));
        }

        (await rival.GetFromJsonAsync<AssetPage>("/v1/assets", Wire.Json))!.Items.ShouldBeEmpty();
        using var same = await rival.UploadAsync(Samples.Png(2, 2), "image/png");
        same.StatusCode.ShouldBe(HttpStatusCode.Created, "who uploads the same bytes learns nothing of others");
        await rival.DeleteAsync($"/v1/assets/{view.Id}");
        (await acme.GetAsync($"/v1/assets/{view.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK, "one right ends, the other stays");
    }

    [Fact]
    public async Task Bytes_that_were_lost_are_a_fault_and_not_nothing()
    {
        await using var server = await StartAsync();
        var view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png");
        File.Delete(_folder[$"{view.Id[..2]}/{view.Id[2..4]}/{view.Id}"]);
        using var response = await server.Http.GetAsync($"/v1/assets/{view.Id}");
        (await TestServer.CodeOfAsync(response)).ShouldBe("storage_unavailable");
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var server = await StartAsync();
        for (var size = 1; size <= 5; size++)
        {
            await server.Http.KeepAsync(Samples.Png(size, 1), "image/png");
        }

        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = (await server.Http.GetFromJsonAsync<AssetPage>($"/v1/assets?limit=2{(after is null ? "" : $"&after={after}")}", Wire.Json))!;
            ids.AddRange(page.Items.Select(item => item.Id));
            after = page.Next;
        }
        while (after is not null);
        ids.Count.ShouldBe(5);
        ids.ShouldBe(ids.Order(StringComparer.Ordinal).Distinct());
    }

    [Fact]
    public async Task Addresses_stay_valid_when_the_server_starts_again()
    {
        AssetView view;
        await using (var server = await StartAsync())
        {
            view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png", "public");
        }

        File.ReadAllBytes(_folder["signing.key"]).Length.ShouldBe(32);
        await using var again = await StartAsync();
        (await again.Http.KeepAsync(Samples.Png(2, 2), "image/png", "public")).Url.ShouldBe(view.Url);
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestServer> StartAsync() => TestServer.StartAsync($"--Troupe:Assets:Folder={_folder.Path}");

    private static async Task<AssetView> AboutAsync(TestServer server, string id) => (await server.Http.GetFromJsonAsync<AssetView>($"/v1/assets/{id}/about", Wire.Json))!;

    private static IEnumerable<string> Names(HttpResponseMessage response) =>
        response.Headers.Where(header => header.Key is not ("Date" or "RateLimit")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}");

    // A server's timers go on by themselves: only the time of day is told.
    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
