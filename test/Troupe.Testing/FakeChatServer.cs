using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Troupe.Testing;

/// <summary>
/// A chat completion endpoint on a loopback port that does what a test tells it: streams with timing, stalls, refuses, breaks off or talks nonsense.
/// It speaks HTTP/1.1 over real sockets, one request per connection. Thread-safe.
/// </summary>
public sealed class FakeChatServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<FakeChatReply> _queued = new();
    private readonly ConcurrentQueue<FakeChatRequest> _requests = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    /// <summary>Listens on a free loopback port.</summary>
    public FakeChatServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Base address for clients, up to and with the version.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/v1");

    /// <summary>What was asked, in order of arrival.</summary>
    public IReadOnlyList<FakeChatRequest> Requests => [.. _requests];

    /// <summary>Answers requests for which nothing is queued. Default: three words.</summary>
    public Func<FakeChatRequest, FakeChatReply> Otherwise { get; set; } = _ => FakeChatReply.Words("This", " is", " fine.");

    /// <summary>Connections whose peer went away before the answer was over.</summary>
    public int Abandoned => Volatile.Read(ref _abandoned);

    private int _abandoned;

    /// <summary>Queues the answers to the next requests.</summary>
    public void Enqueue(params ReadOnlySpan<FakeChatReply> replies)
    {
        foreach (var reply in replies)
        {
            _queued.Enqueue(reply);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                var connection = ServeAsync(client);
                _connections[connection] = true;
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream).ConfigureAwait(false);
            if (request is null)
            {
                return;
            }

            _requests.Enqueue(request);
            var reply = _queued.TryDequeue(out var queued) ? queued : Otherwise(request);
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var watching = WatchAsync(stream, gone);
            try
            {
                await ReplyAsync(client, stream, reply, gone.Token).ConfigureAwait(false);
            }
            finally
            {
                await gone.CancelAsync().ConfigureAwait(false);
                await watching.ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            if (!_stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref _abandoned);
            }
        }
    }

    private static async Task ReplyAsync(TcpClient client, NetworkStream stream, FakeChatReply reply, CancellationToken cancellationToken)
    {
        var headers = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nContent-Type: {reply.ContentType}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"));
        foreach (var (name, value) in reply.Headers)
        {
            headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var begun = false;
        foreach (var step in reply.Steps)
        {
            switch (step)
            {
                case FakeChatStep.Wait wait:
                    await Task.Delay(wait.Duration, cancellationToken).ConfigureAwait(false);
                    break;
                case FakeChatStep.Disconnect:
                    client.LingerState = new LingerOption(enable: true, 0);
                    return;
                case FakeChatStep.Send send:
                    await BeginAsync().ConfigureAwait(false);
                    var bytes = Encoding.UTF8.GetBytes(send.Text);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), cancellationToken).ConfigureAwait(false);
                    await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                    await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                    break;
            }
        }

        await BeginAsync().ConfigureAwait(false);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);

        async Task BeginAsync()
        {
            if (!begun)
            {
                begun = true;
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{headers}\r\n"), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notices that the peer closed its side, since a server that only writes does not.</summary>
    private static async Task WatchAsync(NetworkStream stream, CancellationTokenSource gone)
    {
        try
        {
            var read = await stream.ReadAsync(new byte[1], gone.Token).ConfigureAwait(false);
            if (read == 0)
            {
                await gone.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            await gone.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<FakeChatRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, _stop.Token).ConfigureAwait(false) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token).ConfigureAwait(false);
        var first = lines[0].Split(' ');
        return new FakeChatRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
