using System.Net.WebSockets;

namespace Troupe.Server.Push;

/// <summary>A subscription's time on its line: tells what comes, shows signs of life, and gives up on who does not read.</summary>
internal sealed class SubscriptionLine(PushFeed feed, Subscriber subscriber, IPushWriter writer, PushOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Tells until cancelled, or until the subscriber is too slow.</summary>
    public async Task RunAsync(long? after, CancellationToken cancellationToken)
    {
        using var impatience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatience.Token);
        try
        {
            await PatientlyAsync(token => writer.BeginAsync(token), impatience, stop.Token);
            await using var items = feed.ReadAsync(after, stop.Token).GetAsyncEnumerator(stop.Token);
            while (await NextAsync(items, impatience, stop.Token))
            {
                var item = items.Current;
                await PatientlyAsync(token => writer.TellAsync(item, token), impatience, stop.Token);
            }

            if (subscriber.IsBehind)
            {
                logger.SubscriberBehind(subscriber.Filter.Tenant.Value, feed.Told);
            }

            await PatientlyAsync(token => writer.EndAsync(subscriber.IsBehind ? feed.Told : null, token), impatience, stop.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The subscriber is gone, does not read, or may not listen any more.
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<PushItem> items, CancellationTokenSource impatience, CancellationToken cancellationToken)
    {
        var next = items.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                try
                {
                    return await next.WaitAsync(options.KeepAlive, time, cancellationToken);
                }
                catch (TimeoutException) when (!next.IsCompleted)
                {
                    await PatientlyAsync(token => writer.KeepAliveAsync(token), impatience, cancellationToken);
                }
            }
        }
        catch
        {
            // It is not to be disposed of while it moves: a cancelled one comes to its end at once.
            await impatience.CancelAsync();
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
