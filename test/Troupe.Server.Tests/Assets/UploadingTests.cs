using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Assets;
using Troupe.Server.Events;
using Troupe.Server.Tests.Assets.Formats;
using Troupe.Server.Tests.Events;

namespace Troupe.Server.Tests.Assets;

[Trait("Category", "fast")]
public sealed class UploadingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_file_of_every_format_is_kept_under_its_hash_and_comes_back()
    {
        await using var server = await StartAsync();
        foreach (var (mediaType, bytes) in Samples.All)
        {
            using var response = await server.Http.UploadAsync(bytes, mediaType);
            response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
            var view = (await response.Content.ReadFromJsonAsync<AssetView>(Wire.Json))!;
            response.Headers.Location!.OriginalString.ShouldBe($"/v1/assets/{view.Id}");
            (view.Type, view.Bytes, view.Visibility).ShouldBe((mediaType, bytes.Length + (mediaType == "image/svg+xml" ? 2 : 0), AssetVisibility.Private));
            var kept = await server.Http.GetByteArrayAsync($"/v1/assets/{view.Id}");
            Convert.ToHexStringLower(SHA256.HashData(kept)).ShouldBe(view.Id);
            view.Integrity.ShouldBe($"sha256-{Convert.ToBase64String(SHA256.HashData(kept))}");
            if (mediaType != "image/svg+xml")
            {
                kept.ShouldBe(bytes);
            }
        }

        Directory.EnumerateFiles(_folder["incoming"]).ShouldBeEmpty("what was uploaded is moved away");
    }

    [Fact]
    public async Task The_same_file_again_is_the_same_asset()
    {
        await using var server = await StartAsync();
        var first = await server.Http.KeepAsync(Samples.Png(3, 3), "image/png");
        using var again = await server.Http.UploadAsync(Samples.Png(3, 3), "image/png");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Http.KeepAsync(Samples.Png(3, 3), "image/png", "public")).Visibility.ShouldBe(AssetVisibility.Public);
        (await server.Http.GetFromJsonAsync<AssetPage>("/v1/assets", Wire.Json))!.Items.Single().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task A_drawing_is_kept_clean_and_what_was_left_out_is_told()
    {
        await using var server = await StartAsync();
        var dirty = """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="1" height="1" onload="x()"/></svg>""";
        var view = await server.Http.KeepAsync(Encoding.UTF8.GetBytes(dirty), "image/svg+xml");
        view.Removed.ShouldBe(["@onload", "script"]);
        var kept = await server.Http.GetStringAsync($"/v1/assets/{view.Id}");
        kept.ShouldNotContain("alert");
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept))).ShouldBe(view.Id);
    }

    [Fact]
    public async Task A_file_of_no_kind_that_is_kept_is_refused()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.UploadAsync("GIF89a"u8.ToArray(), "image/gif");
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await TestServer.CodeOfAsync(response)).ShouldBe("unsupported_asset");
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_refused()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.UploadAsync(Samples.Png(1, 1), "image/webp");
        (await TestServer.CodeOfAsync(response)).ShouldBe("unsupported_asset");
        (await response.Content.ReadAsStringAsync()).ShouldContain("begins as PNG");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_above_the_limit_of_its_kind_is_refused_with_the_limit(bool saysItsLength)
    {
        await using var server = await StartAsync("--Troupe:Assets:Limits:AudioBytes=100000");
        using var content = new StreamContent(saysItsLength ? new MemoryStream(Samples.Wav(60_000)) : new Unseekable(Samples.Wav(60_000)));
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using var response = await server.Http.PostAsync("/v1/assets", content);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe("asset_too_large");
        problem.RootElement.GetProperty("limit").GetInt64().ShouldBe(100_000);
        _folder.Path.ShouldSatisfyAllConditions(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("signing.key", StringComparison.Ordinal)).ShouldBeEmpty());
    }

    [Fact]
    public async Task Large_files_are_not_held_in_memory()
    {
        await using var server = await StartAsync();
        await server.Http.KeepAsync(Samples.Wav(10), "audio/wav");

        // Other tests allocate meanwhile, so that the least of a few uploads counts.
        const int Attempts = 8;
        var (least, length) = (long.MaxValue, 0);
        for (var attempt = 0; attempt < Attempts && (length == 0 || least >= length / 2); attempt++)
        {
            var sound = Samples.Wav(9_000_000 + (2 * attempt));
            length = sound.Length;
            using var content = new StreamContent(new MemoryStream(sound));
            content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
            var before = GC.GetTotalAllocatedBytes(precise: true);
            using var response = await server.Http.PostAsync("/v1/assets", content);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        least.ShouldBeLessThan(length / 2, "client and server together");
    }

    [Fact]
    public async Task Uploads_cost_by_their_size()
    {
        await using var server = await StartAsync("--Troupe:Limits:Tiers:local:Scale=1", "--Troupe:Limits:Tiers:local:LoadFloor=1", "--Troupe:Limits:Tiers:local:Upload:PerMinute=0.001");
        var before = await LeftAsync(server);
        await server.Http.KeepAsync(Samples.Wav(2_200_000), "audio/wav");
        (before - await LeftAsync(server)).ShouldBe(5, "5 megabytes are begun");
    }

    [Fact]
    public async Task An_upload_above_the_budget_is_refused_before_it_is_read()
    {
        await using var server = await StartAsync("--Troupe:Limits:Tiers:local:Scale=1", "--Troupe:Limits:Tiers:local:Upload:Burst=1.25", "--Troupe:Limits:Tiers:local:Upload:PerMinute=0.001");
        using var response = await server.Http.UploadAsync(Samples.Wav(510_000), "audio/wav");
        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await TestServer.CodeOfAsync(response)).ShouldBe("quota_exceeded");
    }

    [Fact]
    public async Task Every_upload_stands_in_the_log_and_in_the_audit()
    {
        await using var server = await StartAsync();
        var view = await server.Http.KeepAsync(Samples.Png(2, 2), "image/png");
        var streams = server.Services.GetRequiredService<EventStreams>();
        (await streams.LoadAsync<Asset>(TenantId.Local, view.Id, default)).State.Uploaded!.Type.ShouldBe("image/png");
        var entries = new List<string>();
        await foreach (var envelope in streams.Store.ReadAsync(new EventFilter(TenantId.Local, "audit"), 0, default))
        {
            entries.Add(Encoding.UTF8.GetString(envelope.Data.Span));
        }

        entries.ShouldContain(entry => entry.Contains($"asset/{view.Id}") && entry.Contains("asset.upload"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestServer> StartAsync(params string[] settings) => TestServer.StartAsync([$"--Troupe:Assets:Folder={_folder.Path}", .. settings]);

    private static async Task<long> LeftAsync(TestServer server) =>
        (await server.Http.GetFromJsonAsync<LimitsView>("/v1/limits", Wire.Json))!.Budgets.Single(budget => budget.Budget == "upload").Left;

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
