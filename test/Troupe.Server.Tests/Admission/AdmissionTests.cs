using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Tests.Admission;

[Trait("Category", "fast")]
public sealed class AdmissionTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5280", null)]
    [InlineData("::1", "[::1]:5280", null)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:5280", "http://127.0.0.1:5280")]
    [InlineData("127.0.0.1", "localhost:5280", "http://localhost:5173")]
    public void Admits_this_machine_without_a_key(string remote, string host, string? origin) =>
        Decide(remote, host, origin).ShouldBe(new AdmissionDecision.Admitted(Caller.Local));

    [Theory]
    [InlineData("192.168.1.7", "localhost:5280", null, "unauthorized")]
    [InlineData("2001:db8::1", "localhost:5280", null, "unauthorized")]
    [InlineData("127.0.0.1", "evil.example:5280", null, "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost.evil.example", null, "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost:5280", "https://evil.example", "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost:5280", "null", "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost:5280", "http://localhost.evil.example", "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost:5280", "http://127.0.0.1@evil.example", "forbidden_origin")]
    [InlineData("127.0.0.1", "localhost:5280", "file:///localhost", "forbidden_origin")]
    public void Refuses_everybody_else(string remote, string host, string? origin, string code) =>
        Decide(remote, host, origin).ShouldBeOfType<AdmissionDecision.Refused>().Code.ShouldBe(code);

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    public void Refuses_what_a_proxy_forwards(string header) =>
        Decide("127.0.0.1", "localhost", origin: null, change: request => request.Headers[header] = "127.0.0.1")
            .ShouldBeOfType<AdmissionDecision.Refused>().Code.ShouldBe("unauthorized");

    [Theory]
    [InlineData("Bearer troupe-development", true)]
    [InlineData("bearer troupe-development", true)]
    [InlineData("Bearer troupe-developmenT", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic troupe-development", false)]
    public void Checks_a_key_that_is_sent(string authorization, bool admitted) =>
        (Decide("127.0.0.1", "localhost", origin: null, change: request => request.Headers.Authorization = authorization) is AdmissionDecision.Admitted).ShouldBe(admitted);

    [Fact]
    public void Wants_the_key_where_it_is_required_unless_the_endpoint_asks_for_a_ticket()
    {
        var options = new AdmissionOptions { RequireKey = true };
        Decide("127.0.0.1", "localhost", origin: null, options).ShouldBeOfType<AdmissionDecision.Refused>().Code.ShouldBe("unauthorized");
        Decide("127.0.0.1", "localhost", origin: null, options, holdsTicket: true).ShouldBeOfType<AdmissionDecision.Admitted>();
        Decide("127.0.0.1", "localhost", "https://evil.example", options, holdsTicket: true).ShouldBeOfType<AdmissionDecision.Refused>();
    }

    [Fact]
    public async Task Guards_sessions_and_their_sockets()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions");
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await server.Http.SendAsync(request);
        (response.StatusCode, await TestServer.CodeOfAsync(response)).ShouldBe((HttpStatusCode.Forbidden, "forbidden_origin"));

        using var socket = await WireClient.ConnectAsync((await server.CreateAsync()).Url, options => options.SetRequestHeader("Origin", "https://evil.example"));
        socket.Socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static AdmissionDecision Decide(
        string remote, string host, string? origin, AdmissionOptions? options = null, bool holdsTicket = false, Action<HttpRequest>? change = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        change?.Invoke(context.Request);
        return new DevelopmentAdmission(Options.Create(options ?? new AdmissionOptions())).Decide(context.Request, holdsTicket);
    }
}
