using System.Net;
using System.Net.Sockets;

namespace Troupe.Server.Tests;

[Trait("Category", "process")]
public sealed class ServingTests
{
    [Fact]
    public async Task Says_where_it_listens_and_stops_in_order_even_while_its_engines_load()
    {
        await using var server = ServerProcess.Start(openFiles: 4_096);
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(await server.ListeningAsync(), "healthz"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await server.TerminateAsync();

        (await server.ExitAsync()).ShouldBe(0);
        server.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Says_how_to_go_on_when_its_address_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var server = ServerProcess.Start(openFiles: 4_096, $"--Urls=http://{other.LocalEndpoint}");

        (await server.ExitAsync()).ShouldBe(1);
        server.Output.ShouldContain($"The server cannot listen at http://{other.LocalEndpoint}: ");
        server.Output.ShouldContain("choose another port: ./dev run --port N");
        server.Output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Troupe:Delivery:MaxSockets", "many")]
    [InlineData("Troupe:Engines:Recognizer", "Ears")]
    public async Task Names_a_setting_that_is_not_of_its_type(string setting, string value)
    {
        await using var server = ServerProcess.Start(openFiles: 4_096, $"--{setting}={value}");

        (await server.ExitAsync()).ShouldBe(1);
        server.Output.ShouldContain($"'{value}' at '{setting}'");
        server.Output.ShouldNotContain("   at ");
    }
}
