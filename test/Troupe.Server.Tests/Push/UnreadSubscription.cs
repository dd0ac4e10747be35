using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace Troupe.Server.Tests.Push;

/// <summary>A subscription on a connection whose other end reads the first bytes and then no more.</summary>
internal sealed class UnreadSubscription : IDisposable
{
    private readonly Socket _socket;
    private readonly int _serverPort;
    private readonly int _ownPort;

    private UnreadSubscription(Socket socket, int serverPort)
    {
        (_socket, _serverPort) = (socket, serverPort);
        _ownPort = ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Whether the server's end of the connection still exists, be it only to get rid of what it was to send.</summary>
    public bool IsHeld => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Any(connection => connection.LocalEndPoint.Port == _serverPort && connection.RemoteEndPoint.Port == _ownPort);

    /// <summary>Opens it.</summary>
    /// <param name="server">Where.</param>
    /// <param name="token">With which credential.</param>
    /// <param name="query">What is followed.</param>
    /// <param name="asSocket">As a WebSocket instead of server-sent events.</param>
    public static async Task<UnreadSubscription> OpenAsync(TestServer server, string token, string query, bool asSocket)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        var upgrade = asSocket ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" : "";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /v1/subscriptions{query} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {token}\r\n{upgrade}\r\n"));
        var first = new byte[12];
        await socket.ReceiveAsync(first);
        Encoding.ASCII.GetString(first).ShouldBe(asSocket ? "HTTP/1.1 101" : "HTTP/1.1 200");
        return new UnreadSubscription(socket, server.Address.Port);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
