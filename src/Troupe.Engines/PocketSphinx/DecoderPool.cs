using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Troupe.Engines.PocketSphinx;

/// <summary>Decoders that wait for work: some made at the start, more when they are needed, up to a cap. Thread-safe.</summary>
/// <param name="create">Makes a decoder; takes a second.</param>
/// <param name="capacity">The most decoders.</param>
/// <param name="wait">How long to wait for one when all are busy.</param>
/// <param name="time">The clock of that wait.</param>
/// <param name="log">Takes what happens.</param>
internal sealed class DecoderPool(Func<Decoder> create, int capacity, TimeSpan wait, TimeProvider time, ILogger log) : IDisposable
{
    private readonly ConcurrentBag<Decoder> _idle = [];
    private readonly SemaphoreSlim _free = new(capacity, capacity);
    private int _made;
    private volatile bool _disposed;

    /// <summary>Decoders that exist.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Decoders that may be rented at this moment, made or not.</summary>
    public int Free => _free.CurrentCount;

    /// <summary>Makes decoders ahead of need, on the calling thread.</summary>
    /// <exception cref="EngineException">The model cannot be used.</exception>
    public void Warm(int count)
    {
        while (Made < Math.Min(count, capacity))
        {
            _idle.Add(Make());
        }
    }

    /// <summary>Takes a decoder; give it back by <see cref="Return"/> or <see cref="Discard"/>.</summary>
    /// <exception cref="EngineException">All stayed busy (transient), or none can be made.</exception>
    public async ValueTask<Decoder> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Making one reads 30 MB: not on a thread that others wait for.
            return _idle.TryTake(out var idle) ? idle : await Task.Run(Make, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Gives back a decoder whose utterance has ended.</summary>
    public void Return(Decoder decoder)
    {
        _idle.Add(decoder);
        _free.Release();
        if (_disposed)
        {
            Drain();
        }
    }

    /// <summary>Gives back a decoder that failed: it is freed, and another is made when one is needed.</summary>
    public void Discard(Decoder decoder)
    {
        decoder.Dispose();
        Interlocked.Decrement(ref _made);
        _free.Release();
        PocketSphinxLog.DecoderDiscarded(log);
    }

    /// <summary>Frees the idle decoders; the others follow when they are given back.</summary>
    public void Dispose()
    {
        _disposed = true;
        Drain();
    }

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return;
        }

        using var patience = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            PocketSphinxLog.PoolExhausted(log, capacity);
            throw new EngineException($"All {capacity} decoders of pocketsphinx are busy.", transient: true);
        }
    }

    private Decoder Make()
    {
        var start = time.GetTimestamp();
        var decoder = create();
        var made = Interlocked.Increment(ref _made);
        PocketSphinxLog.DecoderMade(log, made, capacity, time.GetElapsedTime(start).TotalMilliseconds);
        return decoder;
    }

    private void Drain()
    {
        while (_idle.TryTake(out var decoder))
        {
            decoder.Dispose();
            Interlocked.Decrement(ref _made);
        }
    }
}
