using System.Net;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class OtherOriginsTests
{
    [Fact]
    public async Task A_page_elsewhere_may_ask_and_read_the_answer()
    {
        await using var server = await TestServer.StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/sessions") { Headers = { { "Origin", "https://shop.example" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "authorization,content-type" } } };
        using var allowed = await server.Http.SendAsync(preflight);
        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        allowed.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Authorization");
        allowed.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse("no cookie is ever of use here");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions") { Headers = { { "Origin", "https://shop.example" } } };
        using var refused = await server.Http.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "and gets nothing without a credential");
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        refused.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
    }

    [Fact]
    public async Task The_page_that_the_server_shows_is_for_itself_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Origin", "https://shop.example" } } };
        using var page = await server.Http.SendAsync(request);
        page.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        page.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
    }
}
