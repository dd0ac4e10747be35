using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Troupe.Conversation;

/// <summary>Runs a stage ahead of whoever reads it, by a bounded number of items. One reader; disposing it stops the stage.</summary>
/// <typeparam name="T">What the stage gives.</typeparam>
internal sealed class Ahead<T> : IAsyncDisposable
{
    private readonly Channel<T> _items;
    private readonly CancellationTokenSource _stopped;
    private readonly Task _pump;

    /// <summary>Starts the stage.</summary>
    /// <param name="stage">Makes the items.</param>
    /// <param name="count">Items made but not read; the stage waits beyond that.</param>
    /// <param name="cancellationToken">Stops the stage.</param>
    public Ahead(IAsyncEnumerable<T> stage, int count, CancellationToken cancellationToken)
    {
        _items = Channel.CreateBounded<T>(new BoundedChannelOptions(count) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _pump = PumpAsync(stage, _stopped.Token);
    }

    /// <summary>The items in order; fails with what the stage threw, after the items before it.</summary>
    public ChannelReader<T> Reader => _items.Reader;

    /// <summary>The items in order; throws what the stage threw, after the items before it. What one reading leaves, the next one continues with.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _items.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_items.Reader.TryRead(out var item))
            {
                yield return item;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stopped.Cancel();
        await _pump;
        _stopped.Dispose();
    }

    private async Task PumpAsync(IAsyncEnumerable<T> stage, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in stage.WithCancellation(cancellationToken))
            {
                await _items.Writer.WriteAsync(item, cancellationToken);
            }

            _items.Writer.Complete();
        }
        catch (Exception failure)
        {
            _items.Writer.Complete(failure);
        }
    }
}

/// <summary>Makes stages run ahead.</summary>
internal static class AheadExtensions
{
    /// <summary>Starts a stage ahead of its reader, by a number of items at most.</summary>
    public static Ahead<T> Ahead<T>(this IAsyncEnumerable<T> stage, int count, CancellationToken cancellationToken) => new(stage, count, cancellationToken);
}
