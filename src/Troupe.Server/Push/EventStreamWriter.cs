using System.Globalization;
using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Push;

/// <summary>Tells by server-sent events (HTML standard, section 9.2): <c>id</c> is the position, so that a browser comes back after it by itself.</summary>
internal sealed class EventStreamWriter(HttpResponse response) : IPushWriter
{
    /// <inheritdoc/>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        await WriteAsync(": subscribed\n\n"u8.ToArray(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask TellAsync(PushItem item, CancellationToken cancellationToken)
    {
        var id = item.Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"id: {position}\n") : "";
        return WriteAsync([.. Encoding.UTF8.GetBytes(id), .. "data: "u8, .. item.Json.Span, .. "\n\n"u8], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n"u8.ToArray(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask EndAsync(long? resumeAfter, CancellationToken cancellationToken) => resumeAfter is { } after
        ? WriteAsync([.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {after}\nevent: resume\ndata: ")), .. JsonSerializer.SerializeToUtf8Bytes(new SubscriptionResume(after), Wire.Json), .. "\n\n"u8], cancellationToken)
        : default;

    private async ValueTask WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(bytes, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
