using System.Threading.Channels;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>Everything that happens to a conversation, in one line. Many may post; the loop takes.</summary>
internal sealed class Mailbox : IDisposable
{
    /// <summary>Items that wait for the loop, which takes microseconds for each: beyond it whoever posts waits.</summary>
    private const int Capacity = 256;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Channel<LoopItem> _items = Channel.CreateBounded<LoopItem>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = false });

    private readonly MediaClock _clock;
    private readonly ITimer _timer;
    private int _waiting;
    private int _mostWaiting;

    /// <summary>Opens a mailbox.</summary>
    public Mailbox(MediaClock clock)
    {
        _clock = clock;

        // A full mailbox needs no waking: the loop looks at its deadline after every item.
        _timer = clock.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The most items that waited at once, with those whose posters waited for room.</summary>
    public int MostWaiting => Volatile.Read(ref _mostWaiting);

    /// <summary>Posts an item; waits while the mailbox is full.</summary>
    public ValueTask PostAsync(LoopItem item, CancellationToken cancellationToken)
    {
        Count();
        return _items.Writer.WriteAsync(item, cancellationToken);
    }

    /// <summary>Takes the next item; a <see cref="LoopItem.Tick"/> comes at the deadline at the latest.</summary>
    public async ValueTask<LoopItem> TakeAsync(MediaTime? deadline, CancellationToken cancellationToken)
    {
        if (_items.Reader.TryRead(out var item))
        {
            Interlocked.Decrement(ref _waiting);
            return item;
        }

        var wait = deadline - _clock.Now;
        _timer.Change(wait is null ? Timeout.InfiniteTimeSpan : wait > ShortestWait ? wait.Value : ShortestWait, Timeout.InfiniteTimeSpan);
        item = await _items.Reader.ReadAsync(cancellationToken);
        Interlocked.Decrement(ref _waiting);
        return item;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Wake()
    {
        if (_items.Writer.TryWrite(LoopItem.Tick.Instance))
        {
            Count();
        }
    }

    private void Count()
    {
        var waiting = Interlocked.Increment(ref _waiting);
        if (waiting > Volatile.Read(ref _mostWaiting))
        {
            // Two at once may leave the smaller number, which is one off.
            Volatile.Write(ref _mostWaiting, waiting);
        }
    }
}

/// <summary>Something that happens to a conversation.</summary>
internal abstract record LoopItem
{
    private LoopItem()
    {
    }

    /// <summary>The client sent something.</summary>
    public sealed record FromClient(ConversationInput Input) : LoopItem;

    /// <summary>The client's side ended; with the failure of the transport, if it failed.</summary>
    public sealed record ClientGone(Exception? Failure) : LoopItem;

    /// <summary>The listener heard something.</summary>
    public sealed record FromListener(HearingEvent Heard) : LoopItem;

    /// <summary>The recogniser gave the final words, or failed.</summary>
    public sealed record FromRecognizer(uint Recognition, string Text, Exception? Failure) : LoopItem;

    /// <summary>A turn made progress; with <see cref="Conversation.Turn.Number"/> and the epoch that it had then.</summary>
    public sealed record FromTurn(uint Number, Epoch Epoch, TurnProgress Progress) : LoopItem;

    /// <summary>Time passed.</summary>
    public sealed record Tick : LoopItem
    {
        /// <summary>The item.</summary>
        public static Tick Instance { get; } = new();
    }
}
