using System.Collections.Concurrent;
using Troupe.Contracts.Control;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Policy;

/// <summary>
/// Follows the reviews of all tenants in the log: knows which are open, tells phrases that wait on this node what others decided, ends what nobody decided about, and erases
/// the words of phrases whose review has ended.
/// </summary>
internal sealed class ReviewFeed(EventStreams streams, Keyring keyring, HeldPhrases phrases, HeldEdits edits, TimeProvider time, ILogger<ReviewFeed> logger) : BackgroundService, IKeepsPersons
{
    /// <summary>How often deadlines are looked at.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>A phrase is ended, and its words are erased, by the node whose session waits; this long after its time that node is gone.</summary>
    private static readonly TimeSpan Orphaned = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<StreamId, Versioned<Review>> _open = new();
    private readonly ConcurrentDictionary<StreamId, DateTimeOffset> _ended = new();
    private long _position;

    /// <summary>The open reviews of a tenant, those that end soonest first.</summary>
    public IReadOnlyList<ReviewView> OpenOf(TenantId tenant) =>
    [
        .. _open.Where(entry => entry.Key.Tenant == tenant)
            .OrderBy(entry => entry.Value.State.Opened!.Deadline)
            .Select(entry => entry.Value.State.ToView(entry.Key.Id, entry.Value.Version)),
    ];

    /// <inheritdoc/>
    public string Kind => "heldEdit";

    /// <inheritdoc/>
    public int CountOf(TenantId tenant, string pseudonym) => HeldOf(tenant, pseudonym).Count();

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(TenantId tenant, string pseudonym, CancellationToken cancellationToken)
    {
        foreach (var (stream, (_, version)) in HeldOf(tenant, pseudonym))
        {
            // Whoever decided meanwhile was first.
            await streams.Store.AppendAsync([streams.Write(stream, version, [new ReviewWithdrawn()])], cancellationToken);
            _open.TryRemove(stream, out _);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), SweepAsync(stoppingToken));

    private IEnumerable<KeyValuePair<StreamId, Versioned<Review>>> HeldOf(TenantId tenant, string pseudonym) =>
        _open.Where(entry => entry.Key.Tenant == tenant && entry.Value.State.Opened!.By == pseudonym);

    private async Task FollowAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var envelope in streams.Store.SubscribeAsync(new EventFilter(Kind: Review.Kind), _position, stopping))
                {
                    _position = envelope.Position;
                    Take(envelope);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (EventStoreException failure)
            {
                logger.ReviewsUnread(failure.Message);
                await Task.Delay(Beat, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(EventEnvelope envelope)
    {
        if (streams.Read(envelope) is not { } fact)
        {
            return;
        }

        var review = (_open.TryGetValue(envelope.Stream, out var known) ? known.State : Review.Initial).Apply(fact);
        if (review.IsOpen)
        {
            _open[envelope.Stream] = new Versioned<Review>(review, envelope.Version);
            return;
        }

        _open.TryRemove(envelope.Stream, out _);
        if (fact is ReviewDecided decided)
        {
            // What was to be said instead is gone already for a node that lags by a minute: nothing is said then.
            phrases.Tell(envelope.Stream.Tenant, envelope.Stream.Id, decided.Text is { IsErased: true } ? ReviewVerdict.Reject : decided.Verdict, decided.Text?.ValueOr(null));
        }

        var waitedHere = phrases.Forget(envelope.Stream);
        if (review.Opened?.Text is { IsErased: false })
        {
            _ended[envelope.Stream] = waitedHere ? DateTimeOffset.MinValue : envelope.At + Orphaned;
            EraseEnded(time.GetUtcNow());
        }
    }

    private void EraseEnded(DateTimeOffset now)
    {
        try
        {
            foreach (var (review, _) in _ended.Where(entry => entry.Value <= now))
            {
                keyring.Erase(review.Tenant, keyring.PseudonymOf(review.Tenant, Review.SubjectOf(review.Id)));
                _ended.TryRemove(review, out _);
            }
        }
        catch (Exception failure) when (failure is EventStoreException or IOException)
        {
            logger.WordsNotErased(failure.Message);
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, time, stopping);
                await SweepAsync(time.GetUtcNow(), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; the next start goes on.
        }
    }

    private async Task SweepAsync(DateTimeOffset now, CancellationToken stopping)
    {
        EraseEnded(now);
        foreach (var (stream, (review, version)) in _open)
        {
            var opened = review.Opened!;
            if (opened.Deadline > now || (opened.Place is PolicyPlace.Speech && opened.Deadline + Orphaned > now))
            {
                continue;
            }

            try
            {
                if (await streams.Store.AppendAsync([streams.Write(stream, version, [new ReviewExpired()])], stopping) is AppendOutcome.Appended
                    && opened is { Place: PolicyPlace.Edit, AtDeadline: ReviewFallback.Allow })
                {
                    await edits.ApplyAsync(stream.Tenant, stream.Id, opened, payload: null, stopping);
                }
            }
            catch (EventStoreException failure)
            {
                logger.ReviewUnwritten(failure.Message);
            }
        }
    }
}
