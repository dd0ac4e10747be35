using System.Globalization;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Server.Push;

/// <summary>Tells by server-sent events (HTML standard, section 9.2): <c>id</c> is the position, so that a browser comes back after it by itself.</summary>
internal sealed class EventStreamWriter(HttpContext context) : IPushWriter
{
    /// <summary>Says where it begins too: who is cut off before anything happens comes back without a gap.</summary>
    public async ValueTask BeginAsync(long after, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await WriteAsync($": subscribed\n{IdOf(after)}\n", default, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask TellAsync(PushItem item, CancellationToken cancellationToken) => WriteAsync($"{IdOf(item.Position)}data: ", item.Json, cancellationToken);

    /// <inheritdoc/>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => WriteAsync(": still here", default, cancellationToken);

    /// <inheritdoc/>
    public ValueTask EndAsync(SubscriptionEnd end, CancellationToken cancellationToken) => end.Word is { } word
        ? WriteAsync($"{IdOf(end.ResumeAfter)}event: {(end.Code is null ? "resume" : "end")}\ndata: ", JsonSerializer.SerializeToUtf8Bytes(word, Wire.Json), cancellationToken)
        : default;

    /// <inheritdoc/>
    public void Abort() => context.Abort();

    private static string IdOf(long? position) => position is { } known ? string.Create(CultureInfo.InvariantCulture, $"id: {known}\n") : "";

    private async ValueTask WriteAsync(string head, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. json.Span, .. "\n\n"u8], cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
