using System.Net.WebSockets;
using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>Writes frames to a socket, one at a time, and gives up on a client that does not read. One caller at a time.</summary>
internal sealed class SocketWriter(WebSocket socket, TimeSpan patience, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _impatience = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Sends what the outbox holds and will hold, until it ends or the socket may not read on.</summary>
    /// <returns>Why it stopped: <see cref="OutboxRead.Empty"/> when the connection broke, <see cref="OutboxRead.Overrun"/> when the client does not read.</returns>
    public async Task<OutboxRead> RunAsync(Outbox outbox, OutboxCursor cursor, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _impatience.Token, cursor.Overrun);
        try
        {
            while (true)
            {
                var read = outbox.TryTake(cursor, out var entry);
                if (read is OutboxRead.Empty)
                {
                    await cursor.WaitAsync(cancellationToken);
                }
                else if (read is OutboxRead.Frame)
                {
                    await WriteAsync(entry.Frame, entry.Kind is OutboxKind.Audio ? WebSocketMessageType.Binary : WebSocketMessageType.Text, stop.Token);
                }
                else
                {
                    return read;
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return _impatience.IsCancellationRequested || cursor.Overrun.IsCancellationRequested ? OutboxRead.Overrun : OutboxRead.Empty;
        }
    }

    /// <summary>Sends a message that concerns this socket alone, outside the numbered stream.</summary>
    /// <returns>Whether the socket took it.</returns>
    public async Task<bool> TrySendAsync(ServerMessage message)
    {
        try
        {
            await WriteAsync(Wire.Write(message), WebSocketMessageType.Text, _impatience.Token);
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            _impatience.CancelAfter(patience);
            await socket.CloseOutputAsync(status, reason, _impatience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _impatience.Dispose();

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        _impatience.CancelAfter(patience);
        await socket.SendAsync(frame, type, endOfMessage: true, cancellationToken);
        _impatience.CancelAfter(Timeout.InfiniteTimeSpan);
    }
}
