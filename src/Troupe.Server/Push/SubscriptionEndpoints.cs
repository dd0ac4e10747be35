using System.Globalization;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Limits;

namespace Troupe.Server.Push;

/// <summary>Opens subscriptions.</summary>
internal static class SubscriptionEndpoints
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    /// <summary>Maps <c>GET /v1/subscriptions</c>: server-sent events, or a WebSocket.</summary>
    public static void MapPush(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/subscriptions", HandleAsync)
        .WithName("subscriptions.open").WithTags("Subscriptions").RequireAnyCaller().Costs(Budget.Read)
        .Produces<Pushed>(200, "text/event-stream").Refuses("bad_request", "overloaded", "storage_read_only", "storage_unavailable")
        .WithSummary("Be told what happens")
        .WithDescription("Server-sent events, or a WebSocket. `presenter`, `session` or `job` names one thing; without them everything of the tenant that the credential's scopes let it see. "
            + "`after`, or Last-Event-ID, goes on after a position: no gap, no repetition. Who reads too slowly is told `resume` and where; whose credential ends is told `end` and why, and comes back after its last position with another one. Following the audit is an entry of it.");

    private static async Task<IResult> HandleAsync(
        HttpContext context, PushHub hub, PushGate gate, CredentialGuard guard, EventStreams streams, AuditWriter writer, IOptions<PushOptions> options, TimeProvider time, ILogger<PushHub> logger, IHostApplicationLifetime lifetime,
        string? presenter = null, string? session = null, string? job = null, long? after = null)
    {
        var caller = Caller.Of(context);
        var (filter, refused) = Consider(caller, presenter, session, job);
        if (filter is null)
        {
            return refused!;
        }

        if (!TryReadPosition(after, context.Request.Headers["Last-Event-ID"].ToString(), out var position))
        {
            return Problem.Of("bad_request", "A position is a number as it was pushed.");
        }

        if (position > await streams.Store.HeadAsync(context.RequestAborted))
        {
            return Problem.Of("bad_request", $"Nothing has the position {position} yet.");
        }

        using var place = gate.TryEnter(options.Value.MaxSubscriptions);
        if (place is null)
        {
            return Problem.Of("overloaded", "The server holds as many subscriptions as it can.", RetryAfter);
        }

        // Names and reasons are in clear for whoever listens, as for whoever reads: both are in the audit first.
        if (filter.Subjects.Contains("audit"))
        {
            await writer.WriteOrSpoolAsync(caller.Tenant, writer.EntryOf(caller, "audit.follow", "audit/log"), context.RequestAborted);
        }

        using var lease = guard.Hold(caller, PushSubjects.ScopesOf(filter.Subjects));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var subscriber = new Subscriber(filter, options.Value, time);
        using var feed = new PushFeed(hub, streams, subscriber);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await new SubscriptionLine(feed, subscriber, lease, new EventStreamWriter(context), options.Value, time, logger).RunAsync(position, stop.Token);
            return Results.Empty;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = options.Value.KeepAlive, KeepAliveTimeout = options.Value.SendPatience });
        var listening = UntilClosedAsync(socket);
        var telling = new SubscriptionLine(feed, subscriber, lease, new PushSocketWriter(socket, context, listening), options.Value, time, logger).RunAsync(position, stop.Token);
        await Task.WhenAny(telling, listening);
        await stop.CancelAsync();
        await SayGoodbyeAsync(socket, await telling, listening, time);
        return Results.Empty;
    }

    private static bool TryReadPosition(long? after, string last, out long? position)
    {
        position = after;
        if (after is null && last.Length > 0)
        {
            position = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : -1;
        }

        return position is null or >= 0;
    }

    private static (PushFilter? Filter, IResult? Refused) Consider(Caller caller, string? presenter, string? session, string? job)
    {
        (string Subject, string? Id)[] named = [.. new[] { ("presenter", presenter), ("session", session), ("job", job) }.Where(one => one.Item2 is not null)];
        if (named.Length > 1)
        {
            return (null, Problem.Of("bad_request", "A subscription names one thing, or none."));
        }

        if (named.Length == 0)
        {
            var subjects = PushSubjects.For(caller);
            return subjects.Count > 0
                ? (new PushFilter(caller.Tenant, subjects, Id: null), null)
                : (null, Problem.Of("missing_scope", "The credential has no scope for anything that can be followed."));
        }

        var (subject, id) = named[0];
        var scope = PushSubjects.ScopeOf(subject)!;
        return caller.Scopes.Has(scope)
            ? (new PushFilter(caller.Tenant, new HashSet<string>(StringComparer.Ordinal) { subject }, id), null)
            : (null, LackingScopes.Of(caller, scope));
    }

    // Who was told that it ends closes in its turn when it has read so; the connection is not cut before, for what was written last would be lost on the way.
    private static async Task SayGoodbyeAsync(WebSocket socket, bool told, Task listening, TimeProvider time)
    {
        using var late = new CancellationTokenSource(Goodbye, time);
        await using var abort = late.Token.Register(socket.Abort);
        if (socket.State is WebSocketState.CloseReceived)
        {
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", late.Token);
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
            {
                // It did not wait for the answer.
            }
        }

        if (!told)
        {
            socket.Abort();
        }

        await listening;
    }

    // What a subscriber says is of no interest but its goodbye. A read that is cancelled would break the socket: it ends when the socket does.
    private static async Task UntilClosedAsync(WebSocket socket)
    {
        var buffer = new byte[128];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // Gone without a goodbye.
        }
    }
}
