using System.Buffers;
using System.Net.WebSockets;

namespace Troupe.Server.Delivery;

/// <summary>Reads whole frames from a socket, never more than a limit. One caller at a time.</summary>
/// <remarks>It keeps a small buffer of its own, and borrows a larger one only while a longer frame arrives: an idle socket costs little.</remarks>
internal sealed class SocketReader(WebSocket socket, int maxBytes) : IDisposable
{
    /// <summary>Room for 20 ms of microphone at 48 kHz (1,944 bytes) and most messages.</summary>
    private const int OwnBytes = 2_048;

    private readonly byte[] _own = new byte[OwnBytes];
    private byte[]? _borrowed;

    /// <summary>Reads the next frame. Its payload is valid until the next call.</summary>
    public async ValueTask<SocketFrame> ReadAsync(CancellationToken cancellationToken)
    {
        Return();
        var buffer = _own;
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result;
            try
            {
                result = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            }
            catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return new SocketFrame(SocketFrameKind.Lost, default);
            }

            if (result.MessageType is WebSocketMessageType.Close)
            {
                return new SocketFrame(SocketFrameKind.Closed, default);
            }

            length += result.Count;
            if (length > maxBytes)
            {
                return new SocketFrame(SocketFrameKind.TooLarge, default);
            }

            if (result.EndOfMessage)
            {
                var kind = result.MessageType is WebSocketMessageType.Text ? SocketFrameKind.Text : SocketFrameKind.Binary;
                return new SocketFrame(kind, buffer.AsMemory(0, length));
            }

            if (length == buffer.Length)
            {
                buffer = Grow(buffer, length);
            }
        }
    }

    /// <summary>
    /// Reads and forgets everything until the client closes, so that what it was sent last is not lost in a reset; then, or when its time is up,
    /// the socket is of no use.
    /// </summary>
    /// <param name="pending">A read that was begun and not awaited to its end.</param>
    /// <param name="patience">How long the client may take.</param>
    /// <param name="time">The clock.</param>
    public async Task DrainAsync(Task<SocketFrame>? pending, TimeSpan patience, TimeProvider time)
    {
        using var late = new CancellationTokenSource(patience, time);
        await using var abort = late.Token.Register(socket.Abort);
        var frame = pending is null ? await ReadAsync(CancellationToken.None) : await pending;
        while (frame.Kind is not (SocketFrameKind.Closed or SocketFrameKind.Lost))
        {
            frame = await ReadAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Return();

    private byte[] Grow(byte[] buffer, int length)
    {
        // One byte more than the limit tells a frame at the limit from one beyond it.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 4, maxBytes + 1));
        buffer.AsSpan(0, length).CopyTo(larger);
        Return();
        _borrowed = larger;
        return larger;
    }

    private void Return()
    {
        if (_borrowed is { } borrowed)
        {
            _borrowed = null;
            ArrayPool<byte>.Shared.Return(borrowed);
        }
    }
}

/// <summary>A frame from a socket.</summary>
/// <param name="Kind">What came.</param>
/// <param name="Payload">The bytes of text and binary frames.</param>
internal readonly record struct SocketFrame(SocketFrameKind Kind, ReadOnlyMemory<byte> Payload);

/// <summary>What came from a socket.</summary>
internal enum SocketFrameKind
{
    /// <summary>A text frame.</summary>
    Text,

    /// <summary>A binary frame.</summary>
    Binary,

    /// <summary>A frame beyond the limit; the rest of it was not read.</summary>
    TooLarge,

    /// <summary>The client closed the socket.</summary>
    Closed,

    /// <summary>The connection broke.</summary>
    Lost,
}
