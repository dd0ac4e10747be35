using Troupe.Server.Events;

namespace Troupe.Server.Tenants;

/// <summary>Who waits for a stream to be known up to a version. Thread-safe.</summary>
internal sealed class StreamWaiters
{
    /// <summary>Longest wait: a change is durable whether it is known here or not, so a node that lags answers all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<(StreamId Stream, long Version, TaskCompletionSource Reached)> _waiting = [];

    /// <summary>Waits until a stream is known up to a version.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version.</param>
    /// <param name="known">How far it is known now.</param>
    /// <param name="time">The clock.</param>
    public async Task WaitAsync(StreamId stream, long version, Func<long> known, TimeProvider time)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((stream, version, reached));
        }

        // It may have been reached before anybody waited.
        Moved(stream, known());
        try
        {
            await reached.Task.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                _waiting.RemoveAll(waiting => waiting.Reached == reached);
            }
        }
    }

    /// <summary>Says how far a stream is known.</summary>
    public void Moved(StreamId stream, long version)
    {
        lock (_gate)
        {
            for (var index = _waiting.Count - 1; index >= 0; index--)
            {
                if (_waiting[index].Stream == stream && _waiting[index].Version <= version)
                {
                    _waiting[index].Reached.SetResult();
                    _waiting.RemoveAt(index);
                }
            }
        }
    }
}
