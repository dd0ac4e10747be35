using System.Net;
using Troupe.Server.Page;

namespace Troupe.Server.Tests.Page;

[Trait("Category", "fast")]
public sealed class PageTests
{
    [Fact]
    public async Task Shows_the_app_under_a_strict_policy()
    {
        var folder = Directory.CreateTempSubdirectory("troupe-page");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.html"), "<!doctype html><title>Troupe</title>");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "app.js"), "export {};");
            await using var server = await TestServer.StartAsync($"--Troupe:Page:Folder={folder.FullName}");
            using var page = await server.Http.GetAsync("/");
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await page.Content.ReadAsStringAsync()).ShouldContain("<title>Troupe</title>");
            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';");
            page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            using var script = await server.Http.GetAsync("/app.js");
            script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
            using var outside = await server.Http.GetAsync("/../app.js");
            using var absent = await server.Http.GetAsync("/absent.js");
            (absent.StatusCode, await TestServer.CodeOfAsync(absent)).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Says_how_to_build_an_app_that_is_not_there()
    {
        await using var server = await TestServer.StartAsync();
        using var page = await server.Http.GetAsync("/");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await page.Content.ReadAsStringAsync()).ShouldContain("./dev build");
    }

    [Fact]
    public async Task Answers_a_wrong_method_with_a_problem()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.DeleteAsync("/v1/sessions");
        (response.StatusCode, await TestServer.CodeOfAsync(response)).ShouldBe((HttpStatusCode.MethodNotAllowed, "method_not_allowed"));
    }

    [Fact]
    public void Finds_the_app_in_the_checkout()
    {
        var root = Directory.CreateTempSubdirectory("troupe-checkout");
        try
        {
            var dist = Directory.CreateDirectory(Path.Combine(root.FullName, "apps", "web", "dist"));
            var bin = Directory.CreateDirectory(Path.Combine(root.FullName, "artifacts", "bin", "server"));
            PageFolder.Find(chosen: null, bin.FullName).ShouldBeNull();
            File.WriteAllText(Path.Combine(dist.FullName, "index.html"), "");
            PageFolder.Find(chosen: null, bin.FullName).ShouldBe(dist.FullName);
            PageFolder.Find(bin.FullName, bin.FullName).ShouldBeNull();
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
