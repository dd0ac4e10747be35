using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Pages;

/// <summary>
/// One direction of a stream with one reader: frames arrive in order, each after its delay and not before the one in front of it. Thread-safe.
/// </summary>
/// <typeparam name="T">What it carries.</typeparam>
/// <param name="network">The conditions; read for every frame.</param>
/// <param name="time">The clock.</param>
/// <param name="random">What varies.</param>
/// <param name="arrived">Takes each frame, one at a time.</param>
internal sealed class StreamDirection<T>(ScenarioNetwork network, TimeProvider time, Random random, Action<T> arrived)
{
    /// <summary>Linux's shortest retransmission timeout (TCP_RTO_MIN).</summary>
    private static readonly TimeSpan Retransmission = TimeSpan.FromMilliseconds(200);

    /// <summary>How far apart overtaken frames are: three packets.</summary>
    private static readonly TimeSpan Overtaken = TimeSpan.FromMilliseconds(60);

    private readonly Lock _lock = new();
    private readonly Queue<(long Due, T Frame)> _flying = new();
    private long _last;
    private long _blockedUntil;
    private int _connection;
    private bool _running;

    /// <summary>The most frames that were on their way at once.</summary>
    public int Deepest { get; private set; }

    /// <summary>Sends a frame.</summary>
    public void Send(T frame)
    {
        lock (_lock)
        {
            var due = Math.Max(Math.Max(time.GetTimestamp() + Ticks(Draw()), _last), _blockedUntil);
            _last = due;
            _flying.Enqueue((due, frame));
            Deepest = Math.Max(Deepest, _flying.Count);
            if (!_running)
            {
                _running = true;
                _ = RunAsync(_connection);
            }
        }
    }

    /// <summary>Lets nothing arrive for a while.</summary>
    public void Stall(TimeSpan duration)
    {
        lock (_lock)
        {
            _blockedUntil = Math.Max(_blockedUntil, time.GetTimestamp() + Ticks(duration));
            _last = Math.Max(_last, _blockedUntil);
        }
    }

    /// <summary>Loses the connection with everything that is on its way; gives what was lost, in order.</summary>
    public IReadOnlyList<T> Break()
    {
        lock (_lock)
        {
            T[] lost = [.. _flying.Select(flying => flying.Frame)];
            _flying.Clear();
            _connection++;
            _running = false;
            (_last, _blockedUntil) = (0, 0);
            return lost;
        }
    }

    private async Task RunAsync(int connection)
    {
        while (true)
        {
            long due;
            lock (_lock)
            {
                if (connection != _connection)
                {
                    return;
                }

                if (_flying.Count == 0)
                {
                    _running = false;
                    return;
                }

                due = Math.Max(_flying.Peek().Due, _blockedUntil);
            }

            var wait = time.GetElapsedTime(time.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                // Delays have no finer grain than a millisecond.
                await Task.Delay(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), time);
                continue;
            }

            T frame;
            lock (_lock)
            {
                if (connection != _connection || !_flying.TryDequeue(out var flying))
                {
                    continue;
                }

                frame = flying.Frame;
            }

            arrived(frame);
        }
    }

    private TimeSpan Draw()
    {
        var delay = network.Delay.Next(random);
        for (var again = Retransmission > delay * 2 ? Retransmission : delay * 2; network.Loss > 0 && random.NextDouble() < network.Loss; again *= 2)
        {
            delay += again;
        }

        return network.Reorder > 0 && random.NextDouble() < network.Reorder ? delay + Overtaken : delay;
    }

    private long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * time.TimestampFrequency);

}
