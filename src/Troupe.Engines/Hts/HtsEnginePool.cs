using System.Collections.Concurrent;

namespace Troupe.Engines.Hts;

/// <summary>Engines of one voice, one per phrase that is being spoken: an engine takes about 50 ms to load, so it is kept for the next phrase. Thread-safe.</summary>
/// <param name="voicePath">The <c>.htsvoice</c>.</param>
internal sealed class HtsEnginePool(string voicePath) : IDisposable
{
    private readonly ConcurrentBag<HtsEngine> _idle = [];
    private int _idleCount;
    private volatile bool _disposed;

    /// <summary>Engines that are kept; those above it are freed when they come back. A phrase is made about 20 times faster than it is heard, so few are ever busy at once.</summary>
    private static int Kept => Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>Engines in use.</summary>
    public int Busy => _busy;

    private int _busy;

    /// <summary>An engine for one phrase; give it back by <see cref="Return"/>.</summary>
    /// <exception cref="EngineException">The voice is not installed or not readable.</exception>
    public HtsEngine Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_idle.TryTake(out var engine))
        {
            Interlocked.Decrement(ref _idleCount);
        }
        else
        {
            engine = File.Exists(voicePath)
                ? new HtsEngine(voicePath)
                : throw new EngineException($"The voice {voicePath} is not installed.", transient: false);
        }

        Interlocked.Increment(ref _busy);
        return engine;
    }

    /// <summary>Takes an engine back.</summary>
    public void Return(HtsEngine engine)
    {
        Interlocked.Decrement(ref _busy);
        engine.Reset();
        if (_disposed || Interlocked.Increment(ref _idleCount) > Kept)
        {
            Interlocked.Decrement(ref _idleCount);
            engine.Dispose();
            return;
        }

        _idle.Add(engine);
    }

    /// <summary>Frees idle engines; those in use are freed when they come back.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var engine))
        {
            engine.Dispose();
        }
    }
}
