using System.Net.WebSockets;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Push;

/// <summary>Tells over a WebSocket, one message a frame.</summary>
internal sealed class PushSocketWriter(WebSocket socket) : IPushWriter
{
    // "Try again later", registered with IANA; the framework has no name for it.
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    /// <inheritdoc/>
    public ValueTask BeginAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask TellAsync(PushItem item, CancellationToken cancellationToken) => socket.SendAsync(item.Json, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Does nothing: the socket has its own signs of life.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public async ValueTask EndAsync(long? resumeAfter, CancellationToken cancellationToken)
    {
        if (resumeAfter is { } after)
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new SubscriptionResume(after), Wire.Json).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }

        await socket.CloseOutputAsync(resumeAfter is null ? WebSocketCloseStatus.NormalClosure : TryAgainLater, "", cancellationToken);
    }
}
