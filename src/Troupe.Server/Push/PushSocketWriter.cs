using System.Net.WebSockets;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Push;

/// <summary>Tells over a WebSocket, one message a frame.</summary>
/// <param name="socket">The socket.</param>
/// <param name="context">Its connection.</param>
/// <param name="closed">Ends when the other end has closed.</param>
internal sealed class PushSocketWriter(WebSocket socket, HttpContext context, Task closed) : IPushWriter
{
    // "Try again later", registered with IANA; the framework has no name for it.
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    /// <inheritdoc/>
    public ValueTask BeginAsync(long after, CancellationToken cancellationToken) => SayAsync(new SubscriptionBegan(after), cancellationToken);

    /// <inheritdoc/>
    public ValueTask TellAsync(PushItem item, CancellationToken cancellationToken) => socket.SendAsync(item.Json, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Does nothing: the socket has its own signs of life.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public async ValueTask EndAsync(SubscriptionEnd end, CancellationToken cancellationToken)
    {
        if (end.Word is { } word)
        {
            await SayAsync(word, cancellationToken);
        }

        var status = end.Code is not null ? WebSocketCloseStatus.PolicyViolation : end.ResumeAfter is not null ? TryAgainLater : WebSocketCloseStatus.NormalClosure;
        await socket.CloseOutputAsync(status, end.Code ?? "", cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ClosedAsync(CancellationToken cancellationToken) => await closed.WaitAsync(cancellationToken);

    /// <summary>Cuts the connection too: closing the socket alone would leave what it was to send with the system.</summary>
    public void Abort()
    {
        socket.Abort();
        context.Abort();
    }

    private ValueTask SayAsync(object word, CancellationToken cancellationToken) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(word, Wire.Json).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
