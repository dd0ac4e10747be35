using Troupe.Server.Events;

namespace Troupe.Server.Abuse;

/// <summary>Follows the holds of all tenants in the log, whichever server saw the abuse, so that a credential meets the same everywhere, and after a start as before.</summary>
internal sealed class HoldFeed(EventStreams streams, AbuseWatch watch, TimeProvider time, ILogger<HoldFeed> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private long _position;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var envelope in streams.Store.SubscribeAsync(new EventFilter(Kind: CredentialHeld.Kind), _position, stoppingToken))
                {
                    if (streams.Read(envelope) is CredentialHeld held)
                    {
                        watch.Hold(envelope.Stream.Tenant, held);
                    }

                    _position = envelope.Position;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (EventStoreException failure)
            {
                logger.HoldsUnread(failure.Message);
                await Task.Delay(TryAgainAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
