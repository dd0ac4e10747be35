using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using Troupe.Contracts;

namespace Troupe.Server.Tests;

/// <summary>Something that a client received.</summary>
internal abstract record Received(long Seq)
{
    internal sealed record Message(ServerMessage Content) : Received(Content.Seq);

    internal sealed record Speech(AudioPacket Header, short[] Samples) : Received(Header.Seq);

    internal sealed record Closed(WebSocketCloseStatus? Status) : Received(-1);
}

/// <summary>A plain client of the protocol.</summary>
internal sealed class WireClient : IDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private readonly byte[] _buffer = new byte[256 * 1024];

    private WireClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<WireClient> ConnectAsync(string url, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await socket.ConnectAsync(new Uri(url), late.Token);
        }
        catch (WebSocketException)
        {
            return new WireClient(socket);
        }

        return new WireClient(socket);
    }

    /// <summary>Comes back to a session.</summary>
    public static async Task<WireClient> ResumeAsync(string resumeUrl, long seq, uint epoch = 0)
    {
        var client = await ConnectAsync(resumeUrl);
        await client.SendAsync(new SessionResume { Id = "resume", Protocol = Protocol.Version, Seq = seq, Epoch = epoch });
        return client;
    }

    public Task SendAsync(ClientMessage message) => SendTextAsync(Wire.Write(message));

    public Task SendTextAsync(string text) => SendTextAsync(Encoding.UTF8.GetBytes(text));

    public Task SendTextAsync(ReadOnlyMemory<byte> text) => Socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).AsTask();

    public Task SendMicrophoneAsync(uint offset, params short[] samples)
    {
        var frame = new byte[AudioPacket.HeaderBytes + (samples.Length * 2)];
        new AudioPacket(AudioPacketKind.Microphone, 0, 0, offset, 0, Last: false).Write(frame);
        MemoryMarshal.AsBytes(samples.AsSpan()).CopyTo(frame.AsSpan(AudioPacket.HeaderBytes));
        return SendBinaryAsync(frame);
    }

    public Task SendBinaryAsync(byte[] frame) => Socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>The next thing that the server sent.</summary>
    public async Task<Received> NextAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result;
            try
            {
                result = await Socket.ReceiveAsync(_buffer.AsMemory(length), late.Token);
            }
            catch (WebSocketException)
            {
                return new Received.Closed(Status: null);
            }

            if (result.MessageType is WebSocketMessageType.Close)
            {
                if (Socket.State is WebSocketState.CloseReceived)
                {
                    await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", late.Token);
                }

                return new Received.Closed(Socket.CloseStatus);
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return Read(result.MessageType, _buffer.AsSpan(0, length));
            }
        }
    }

    /// <summary>The next message, which must be of a type.</summary>
    public async Task<T> NextAsync<T>() where T : ServerMessage =>
        (await NextAsync()).ShouldBeOfType<Received.Message>().Content.ShouldBeOfType<T>();

    /// <summary>The next message of a type; others before it are skipped.</summary>
    public async Task<T> UntilAsync<T>() where T : ServerMessage
    {
        while (true)
        {
            switch (await NextAsync())
            {
                case Received.Message { Content: T wanted }:
                    return wanted;
                case Received.Closed closed:
                    throw new ShouldAssertException($"The socket closed ({closed.Status}) before a {typeof(T).Name} came.");
            }
        }
    }

    /// <summary>Waits for the end of the session and the close of the socket.</summary>
    public async Task<(SessionEndReason Reason, WebSocketCloseStatus? Status)> EndAsync()
    {
        var ended = await UntilAsync<SessionEnded>();
        return (ended.Reason, (await NextAsync()).ShouldBeOfType<Received.Closed>().Status);
    }

    /// <summary>Leaves without a word about the session, as a page that is closed does; the server has noticed when this returns.</summary>
    public async Task LeaveAsync()
    {
        await Socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "", CancellationToken.None);
        while (await NextAsync() is not Received.Closed)
        {
        }
    }

    /// <summary>Loses the connection.</summary>
    public void Cut() => Socket.Abort();

    public void Dispose() => Socket.Dispose();

    private static Received Read(WebSocketMessageType type, ReadOnlySpan<byte> frame)
    {
        if (type is WebSocketMessageType.Text)
        {
            return new Received.Message(Wire.ReadServer(frame)!);
        }

        AudioPacket.TryRead(frame, out var header, out var samples).ShouldBeTrue();
        return new Received.Speech(header, MemoryMarshal.Cast<byte, short>(samples).ToArray());
    }
}
