using System.Net.WebSockets;
using Troupe.Server.Admission;

namespace Troupe.Server.Push;

/// <summary>A subscription's time on its line: tells what comes, shows signs of life, gives up on who does not read, and ends with its credential.</summary>
internal sealed class SubscriptionLine(PushFeed feed, Subscriber subscriber, CredentialLease lease, IPushWriter writer, PushOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>How long somebody has whose credential has ended to read what is on its way and the last word, and to close; then the line is cut.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(100);

    /// <summary>Tells until cancelled, or until the subscriber is too slow or may not listen any more.</summary>
    /// <returns>Whether the subscriber was told that it ends.</returns>
    public async Task<bool> RunAsync(long? after, CancellationToken cancellationToken)
    {
        using var impatience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatience.Token, late.Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, lease.Ended);
        await using var hurry = lease.Ended.Register(() => late.CancelAfter(LastWord));
        try
        {
            try
            {
                var from = await feed.JoinAsync(after, over.Token);
                await PatientlyAsync(token => writer.BeginAsync(from, token), impatience, stop.Token);
                await TellAllAsync(impatience, stop.Token, over);
            }
            catch (OperationCanceledException) when (lease.Code is not null && !stop.IsCancellationRequested)
            {
                // What follows is the last word.
            }

            if (subscriber.IsBehind)
            {
                logger.SubscriberBehind(subscriber.Filter.Tenant.Value, feed.Told);
            }

            var end = new SubscriptionEnd(subscriber.IsBehind ? feed.Told : null, lease.Code);
            await PatientlyAsync(token => writer.EndAsync(end, token), impatience, stop.Token);
            if (end.Word is not null)
            {
                // What nobody reads is not kept for them. The credential is not used any longer.
                lease.Dispose();
                await PatientlyAsync(writer.ClosedAsync, impatience, stop.Token);
            }

            return true;
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            if (impatience.IsCancellationRequested || late.IsCancellationRequested)
            {
                writer.Abort();
            }

            return false;
        }
    }

    private async Task TellAllAsync(CancellationTokenSource impatience, CancellationToken stop, CancellationTokenSource over)
    {
        await using var items = feed.ReadAsync(over.Token).GetAsyncEnumerator(over.Token);
        while (await NextAsync(items, impatience, stop, over))
        {
            var item = items.Current;
            await PatientlyAsync(token => writer.TellAsync(item, token), impatience, stop);
            over.Token.ThrowIfCancellationRequested();
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<PushItem> items, CancellationTokenSource impatience, CancellationToken stop, CancellationTokenSource over)
    {
        var next = items.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                try
                {
                    return await next.WaitAsync(options.KeepAlive, time, over.Token);
                }
                catch (TimeoutException) when (!next.IsCompleted)
                {
                    await PatientlyAsync(token => writer.KeepAliveAsync(token), impatience, stop);
                }
            }
        }
        catch
        {
            // It is not to be disposed of while it moves.
            await over.CancelAsync();
            await Task.WhenAny(next);
            throw;
        }
    }

    private async ValueTask PatientlyAsync(Func<CancellationToken, ValueTask> write, CancellationTokenSource impatience, CancellationToken cancellationToken)
    {
        impatience.CancelAfter(options.SendPatience);
        await write(cancellationToken);
        impatience.CancelAfter(Timeout.InfiniteTimeSpan);
    }
}
