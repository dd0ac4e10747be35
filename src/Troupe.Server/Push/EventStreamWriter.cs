using System.Globalization;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Push;

/// <summary>Tells by server-sent events (HTML standard, section 9.2): <c>id</c> is the position, so that a browser comes back after it by itself.</summary>
internal sealed class EventStreamWriter(HttpContext context) : IPushWriter
{
    /// <inheritdoc/>
    public ValueTask BeginAsync(long after, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // It is not kept for other requests, so that who has read the end closes it.
            context.Response.Headers.Connection = "close";
        }

        return SayAsync("begin", after, new SubscriptionBegan(after), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask TellAsync(PushItem item, CancellationToken cancellationToken) => WriteAsync($"{IdOf(item.Position)}data: ", item.Json, cancellationToken);

    /// <inheritdoc/>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => WriteAsync(": still here", default, cancellationToken);

    /// <inheritdoc/>
    public ValueTask EndAsync(SubscriptionEnd end, CancellationToken cancellationToken) => end.Word is { } word
        ? SayAsync(end.Code is null ? "resume" : "end", end.ResumeAfter, word, cancellationToken)
        : default;

    /// <inheritdoc/>
    public async ValueTask ClosedAsync(CancellationToken cancellationToken)
    {
        await context.Response.CompleteAsync().WaitAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <inheritdoc/>
    public void Abort() => context.Abort();

    private ValueTask SayAsync(string name, long? position, object word, CancellationToken cancellationToken) =>
        WriteAsync($"{IdOf(position)}event: {name}\ndata: ", JsonSerializer.SerializeToUtf8Bytes(word, Wire.Json), cancellationToken);

    private static string IdOf(long? position) => position is { } known ? string.Create(CultureInfo.InvariantCulture, $"id: {known}\n") : "";

    private async ValueTask WriteAsync(string head, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. json.Span, .. "\n\n"u8], cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
