using System.Threading.Channels;
using Troupe.Server.Events;

namespace Troupe.Server.Push;

/// <summary>What a subscriber wants to be told.</summary>
/// <param name="Tenant">Of which tenant.</param>
/// <param name="Subjects">About what.</param>
/// <param name="Id">About which one alone; null for all.</param>
internal sealed record PushFilter(TenantId Tenant, IReadOnlySet<string> Subjects, string? Id)
{
    /// <summary>Whether something is wanted.</summary>
    public bool Passes(in StreamId stream) => stream.Tenant == Tenant && Subjects.Contains(stream.Kind) && (Id is null || Id == stream.Id);
}

/// <summary>
/// Somebody who listens, and what waits for them. Offering never waits: who reads too slowly is told to come back, and keeps nobody up. Thread-safe; one reader.
/// </summary>
internal sealed class Subscriber : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<PushItem> _waiting;
    private readonly Dictionary<StreamId, PushItem> _levels = [];
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private bool _thinning;
    private bool _disposed;

    /// <summary>Opens it.</summary>
    /// <param name="filter">What it wants.</param>
    /// <param name="options">How much may wait, and how often levels are told.</param>
    /// <param name="time">The clock.</param>
    public Subscriber(PushFilter filter, PushOptions options, TimeProvider time)
    {
        Filter = filter;
        _waiting = Channel.CreateBounded<PushItem>(new BoundedChannelOptions(options.OutboxCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _interval = options.LevelInterval;
        _timer = time.CreateTimer(_ => Elapse(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What it wants.</summary>
    public PushFilter Filter { get; }

    /// <summary>Whether it read too slowly: something after what it was told is missing.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>What waits; completes when nothing more will come.</summary>
    public ChannelReader<PushItem> Waiting => _waiting.Reader;

    /// <summary>
    /// Offers something that passes the filter. Of what comes rapidly and stands until the next, the first is told at once, then the latest of each at most once in an interval; everything
    /// is told in the order of its position, so that whoever comes back after a position misses nothing.
    /// </summary>
    public void Offer(PushItem item)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (item.IsLevel && _thinning)
            {
                _levels[item.Stream] = item;
                return;
            }

            TellLevels();
            Put(item);
            if (item.IsLevel)
            {
                Thin();
            }
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
        _waiting.Writer.TryComplete();
    }

    private void Elapse()
    {
        lock (_gate)
        {
            _thinning = false;
            if (!_disposed && _levels.Count > 0)
            {
                TellLevels();
                Thin();
            }
        }
    }

    private void Thin()
    {
        _thinning = true;
        _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    private void TellLevels()
    {
        foreach (var item in _levels.Values.OrderBy(item => item.Position))
        {
            Put(item);
        }

        _levels.Clear();
    }

    private void Put(PushItem item)
    {
        if (!_waiting.Writer.TryWrite(item) && _waiting.Writer.TryComplete())
        {
            IsBehind = true;
        }
    }
}
