using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Troupe.Server.Tests.Client;

/// <summary>A way to a server that breaks again and again: of what the server answers on a connection it carries so many bytes, and then resets it.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int> _carried;
    private readonly Task _serving;
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _paused;
    private int _broken;

    /// <summary>Opens it.</summary>
    /// <param name="server">Where the server is.</param>
    /// <param name="carried">Bytes of the answer that the next connection carries.</param>
    public LossyProxy(Uri server, Func<int> carried)
    {
        _carried = carried;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync(server);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Connections that it broke.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>Completes when something of an event stream was carried.</summary>
    public Task Began => _began.Task;

    /// <summary>Breaks every connection, and lets none through.</summary>
    public void Pause()
    {
        _paused = true;
        foreach (var (client, _) in _open)
        {
            client.Close();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Resume() => _paused = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(Uri server)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                open.Add(CarryAsync(client, server, _carried()));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient client, Uri server, int bytes)
    {
        using var near = client;
        if (_paused)
        {
            return;
        }

        _open[near] = true;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        var asking = AskAsync(near, far);
        var buffer = new byte[256];
        try
        {
            while (bytes > 0 && await far.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, bytes))) is > 0 and var read)
            {
                await near.GetStream().WriteAsync(buffer.AsMemory(0, read));
                bytes -= read;
                if (Encoding.UTF8.GetString(buffer, 0, read).Contains("event: begin", StringComparison.Ordinal))
                {
                    _began.TrySetResult();
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side went first.
        }

        _open.TryRemove(near, out _);
        if (bytes == 0)
        {
            Interlocked.Increment(ref _broken);
            near.Client.LingerState = new LingerOption(enable: true, 0);
        }

        near.Close();
        far.Close();
        await asking;
    }

    // A client that goes takes its connection to the server along.
    private static async Task AskAsync(TcpClient near, TcpClient far)
    {
        try
        {
            await near.GetStream().CopyToAsync(far.GetStream());
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side went first.
        }

        far.Close();
    }
}
