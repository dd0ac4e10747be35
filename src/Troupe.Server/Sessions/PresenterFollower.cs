using Troupe.Server.Events;
using Troupe.Server.Presenters;
using Troupe.Server.Push;

namespace Troupe.Server.Sessions;

/// <summary>
/// Has live sessions show what is published, rolled back or pinned, and previews the draft as it is worked on: whichever server took the command, its facts come by the store.
/// </summary>
internal sealed class PresenterFollower(EventStreams streams, SessionStore sessions, Casting casting, TimeProvider time, ILogger<PresenterFollower> logger) : BackgroundService
{
    /// <summary>Changes of a draft reach a preview at most this often: 20 a second, as many as a hand on a slider can tell apart.</summary>
    public static readonly TimeSpan DraftInterval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var shown = new LatestWins<Session, Cast>(DraftInterval, time, static (session, cast) => session.Recast(cast));
        long? after = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                after ??= await streams.Store.HeadAsync(stoppingToken);
                await foreach (var envelope in streams.Store.SubscribeAsync(new EventFilter(Kind: Presenter.Kind), after.Value, stoppingToken))
                {
                    await ShowAsync(envelope.Stream, shown, stoppingToken);
                    after = envelope.Position;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The server goes down.
            }
            catch (EventStoreException failure)
            {
                logger.FollowingInterrupted(failure.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask ShowAsync(StreamId stream, LatestWins<Session, Cast> shown, CancellationToken cancellationToken)
    {
        Versioned<Presenter>? loaded = null;
        foreach (var session in sessions.Showing(stream.Tenant, stream.Id))
        {
            var (state, version) = loaded ??= await streams.LoadAsync<Presenter>(stream.Tenant, stream.Id, cancellationToken);
            var show = session.Owner.Show!;

            // What runs goes on when its presenter is archived.
            if (ShownPresenter.Of(state with { IsArchived = false }, show).Shown is { } now
                && await casting.OfAsync(stream.Tenant, now, version, cancellationToken) is var cast && !Same(session.Cast, now, cast))
            {
                shown.Offer(session, cast);
            }
        }
    }

    // A revision never changes; a draft may at any place.
    private static bool Same(Cast before, ShownPresenter now, Cast after) => now.Revision is not null && before.Card == after.Card;
}
