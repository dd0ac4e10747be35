using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>The time for which a piece of work is this server's.</summary>
/// <param name="streams">The log.</param>
/// <param name="stream">The work.</param>
/// <param name="version">Its version when it was taken.</param>
/// <param name="length">How long it is this server's unless it is renewed.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkLease(EventStreams streams, StreamId stream, long version, TimeSpan length, TimeProvider time)
{
    private long _version = version;

    /// <summary>Renews it at every third of its length until cancelled; cancels when it was lost.</summary>
    /// <returns>The version of the work then.</returns>
    public async Task<long> RenewAsync(CancellationTokenSource mine)
    {
        var until = time.GetUtcNow() + length;
        while (true)
        {
            try
            {
                await Task.Delay(length / 3, time, mine.Token);
                var next = time.GetUtcNow() + length;
                if (await streams.Store.AppendAsync([streams.Write(stream, _version, [new WorkRenewed(next)])], CancellationToken.None) is not AppendOutcome.Appended)
                {
                    await mine.CancelAsync();
                    return _version;
                }

                (_version, until) = (_version + 1, next);
            }
            catch (OperationCanceledException)
            {
                return _version;
            }
            catch (EventStoreException) when (time.GetUtcNow() < until)
            {
                // The store may be back before the time is over.
            }
            catch (EventStoreException)
            {
                await mine.CancelAsync();
                return _version;
            }
        }
    }
}
