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
    private readonly Channel<PushItem> _waiting;
    private readonly LatestWins<StreamId, PushItem> _levels;

    /// <summary>Opens it.</summary>
    /// <param name="filter">What it wants.</param>
    /// <param name="options">How much may wait, and how often levels are told.</param>
    /// <param name="time">The clock.</param>
    public Subscriber(PushFilter filter, PushOptions options, TimeProvider time)
    {
        Filter = filter;
        _waiting = Channel.CreateBounded<PushItem>(new BoundedChannelOptions(options.OutboxCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _levels = new LatestWins<StreamId, PushItem>(options.LevelInterval, time, (_, item) => Put(item));
    }

    /// <summary>What it wants.</summary>
    public PushFilter Filter { get; }

    /// <summary>Whether it read too slowly: something after what it was told is missing.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>What waits; completes when nothing more will come.</summary>
    public ChannelReader<PushItem> Waiting => _waiting.Reader;

    /// <summary>Offers something that passes the filter.</summary>
    public void Offer(PushItem item)
    {
        if (item.IsLevel)
        {
            _levels.Offer(item.Stream, item);
            return;
        }

        // What stands comes before what follows it.
        _levels.Flush(item.Stream);
        Put(item);
    }

    /// <summary>Nothing more will come.</summary>
    public void Dispose()
    {
        _levels.Dispose();
        _waiting.Writer.TryComplete();
    }

    private void Put(PushItem item)
    {
        if (!_waiting.Writer.TryWrite(item) && _waiting.Writer.TryComplete())
        {
            IsBehind = true;
        }
    }
}
