using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Troupe.Server.Tests;

[Trait("Category", "process")]
public sealed class FloodTests
{
    [Fact]
    public async Task Does_not_start_when_its_caps_could_use_up_all_files()
    {
        await using var server = ServerProcess.Start(openFiles: 700);
        (await server.ExitAsync()).ShouldNotBe(0);
        server.Output.ShouldContain("This process may open 700 files (RLIMIT_NOFILE)");
    }

    [Fact]
    public async Task Reports_all_mistakes_in_its_settings_at_once()
    {
        await using var server = ServerProcess.Start(openFiles: 4_096, "--Troupe:Sessions:MaxSessions=0", "--Troupe:Delivery:MessagesPerSecond=-1", "--Troupe:Delivery:InputCapacity=0");
        (await server.ExitAsync()).ShouldNotBe(0);
        server.Output.ShouldContain("MaxSessions");
        server.Output.ShouldContain("MessagesPerSecond");
        server.Output.ShouldContain("InputCapacity");
    }

    [Fact]
    public async Task Lives_when_more_connections_come_than_it_has_files()
    {
        await using var server = ServerProcess.Start(openFiles: 640, "--Troupe:Delivery:MaxConnections=100", "--Troupe:Delivery:MaxSockets=100");
        var address = await server.ListeningAsync();
        var sockets = new List<Socket>();
        try
        {
            for (var count = 0; count < 800; count++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, address.Port).WaitAsync(WireClient.Patience);
                }
                catch (SocketException exception)
                {
                    throw new ShouldAssertException($"Connection {count} failed: {exception.Message} The server wrote:\n{server.Output}", exception);
                }

                await TrySendAsync(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
            }

            server.IsAlive.ShouldBeTrue(server.Output);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }

        using var http = new HttpClient { BaseAddress = address };
        HttpStatusCode? status = null;
        using var late = new CancellationTokenSource(WireClient.Patience);
        while (status is null)
        {
            try
            {
                status = (await http.GetAsync("/healthz", late.Token)).StatusCode;
            }
            catch (HttpRequestException)
            {
                server.IsAlive.ShouldBeTrue(server.Output);
            }
        }

        status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task TrySendAsync(Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        }
        catch (SocketException)
        {
            // Beyond the cap the server closes at once.
        }
    }
}
