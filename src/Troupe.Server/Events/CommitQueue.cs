using System.Diagnostics;
using System.Threading.Channels;

namespace Troupe.Server.Events;

/// <summary>Something that waits to be written.</summary>
internal abstract class Pending
{
    /// <summary>Tells whoever waits that it was not written.</summary>
    public abstract void Fail(Exception failure);
}

/// <summary>An append that waits to be durable.</summary>
/// <param name="writes">What it writes.</param>
internal sealed class PendingAppend(IReadOnlyList<StreamWrite> writes) : Pending
{
    private readonly TaskCompletionSource<AppendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it writes.</summary>
    public IReadOnlyList<StreamWrite> Writes => writes;

    /// <summary>What came of it.</summary>
    public Task<AppendOutcome> Outcome => _outcome.Task;

    /// <summary>Answers.</summary>
    public void Answer(AppendOutcome outcome) => _outcome.TrySetResult(outcome);

    /// <inheritdoc/>
    public override void Fail(Exception failure) => _outcome.TrySetException(failure);
}

/// <summary>A snapshot that waits to be saved.</summary>
/// <param name="stream">Its stream.</param>
/// <param name="snapshot">The snapshot.</param>
internal sealed class PendingSnapshot(StreamId stream, StreamSnapshot snapshot) : Pending
{
    private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its stream.</summary>
    public StreamId Stream => stream;

    /// <summary>The snapshot.</summary>
    public StreamSnapshot Snapshot => snapshot;

    /// <summary>Ends when it is saved.</summary>
    public Task Saved => _saved.Task;

    /// <summary>Answers.</summary>
    public void Answer() => _saved.TrySetResult();

    /// <inheritdoc/>
    public override void Fail(Exception failure) => _saved.TrySetException(failure);
}

/// <summary>What waits for the one writer of a store, which commits all that has gathered at once: as many appends as wait cost one flush of the disk.</summary>
internal sealed class CommitQueue
{
    // A group is small enough that its first member does not wait for long.
    private const int MostInGroup = 256;
    private const int MostWaiting = 4096;

    // Those whom the last group answered come back at once, and one of them first: without a moment for the others they would wait for its commit. A commit takes ten times as long.
    private static readonly TimeSpan Gathering = TimeSpan.FromMicroseconds(100);

    // Whoever comes while the writer has nothing to do takes the group on its way itself, as far as the first wait: a change of threads less.
    private readonly Channel<Pending> _waiting =
        Channel.CreateBounded<Pending>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, AllowSynchronousContinuations = true });

    private int _last;

    /// <summary>Whether nobody waits, and nobody came with another of late: who appends now would be a group alone.</summary>
    public bool IsQuiet => Volatile.Read(ref _last) <= 1 && _waiting.Reader.Count == 0;

    /// <summary>Hands an append to the writer and waits for its outcome.</summary>
    public async ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken)
    {
        AppendRules.Check(writes);
        var pending = new PendingAppend(writes);
        await EnterAsync(pending, cancellationToken);
        return await pending.Outcome.WaitAsync(cancellationToken);
    }

    /// <summary>Hands a snapshot to the writer and waits until it is saved.</summary>
    public async ValueTask SaveAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken)
    {
        var pending = new PendingSnapshot(stream, snapshot);
        await EnterAsync(pending, cancellationToken);
        await pending.Saved.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for work and takes a group of it.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public async ValueTask<bool> TakeAsync(List<Pending> group)
    {
        if (!await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            return false;
        }

        Drain(group);
        for (var started = Stopwatch.GetTimestamp(); group.Count < _last && Stopwatch.GetElapsedTime(started) < Gathering;)
        {
            await Task.Yield();
            Drain(group);
        }

        _last = group.Count;
        return true;
    }

    /// <summary>Takes no more work; what waits is still written.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    private void Drain(List<Pending> group)
    {
        while (group.Count < MostInGroup && _waiting.Reader.TryRead(out var pending))
        {
            group.Add(pending);
        }
    }

    private async ValueTask EnterAsync(Pending pending, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new EventStoreException("storage_unavailable", "The server is stopping.");
        }
    }
}
