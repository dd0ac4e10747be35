namespace Troupe.Testing;

/// <summary>
/// Time that passes only when there is nothing left to do: runs asynchronous code on one thread and, when all of it waits, moves the clock to the next timer.
/// Hours pass in milliseconds, and the same code gives the same times in every run.
/// </summary>
/// <remarks>
/// Code that runs in it must await on the captured context: work that comes in from another thread (by <c>ConfigureAwait(false)</c>, <c>Task.Run</c>, real I/O)
/// ends the run with an exception, and so does a run in which nothing is left to happen. With a seed, work that could run in any order does run in another one,
/// always the same for the same seed.
/// </remarks>
public sealed class VirtualTime : TimeProvider
{
    private readonly List<Action> _runnable = [];
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private readonly Random? _shuffle;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _limit;
    private int _thread;
    private long _now;
    private long _order;
    private bool _foreign;

    /// <summary>Makes a clock at zero.</summary>
    /// <param name="seed">Chooses the order of work and of timers that are due at once; null for the order in which they came.</param>
    /// <param name="start">Date and time of the start. Default: 2026-01-01 00:00 UTC.</param>
    /// <param name="limit">A run that lasts longer has gone astray. Default: 24 hours.</param>
    public VirtualTime(int? seed = null, DateTimeOffset? start = null, TimeSpan? limit = null)
    {
        _shuffle = seed is { } chosen ? new Random(chosen) : null;
        _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _limit = limit ?? TimeSpan.FromHours(24);
    }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_now);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs code to its end.</summary>
    public void Run(Func<Task> main) => Run(async () =>
    {
        await main();
        return true;
    });

    /// <summary>Runs code to its end and gives what it returns, or throws what it throws.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left to happen, the limit was passed, or work came from another thread.</exception>
    public T Run<T>(Func<Task<T>> main)
    {
        var outer = SynchronizationContext.Current;
        _thread = Environment.CurrentManagedThreadId;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            var running = main();
            while (!running.IsCompleted)
            {
                Step();
            }

            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void Step()
    {
        if (Volatile.Read(ref _foreign))
        {
            throw new InvalidOperationException($"Work came from another thread at {Elapsed}: somewhere an await left the loop.");
        }

        if (_runnable.Count > 0)
        {
            var next = _shuffle?.Next(_runnable.Count) ?? 0;
            var work = _runnable[next];
            _runnable.RemoveAt(next);
            work();
            return;
        }

        if (!_timers.TryDequeue(out var timer, out var at))
        {
            throw new InvalidOperationException($"Nothing left to happen at {Elapsed}.");
        }

        if (timer.IsDue(at.Due, at.Order))
        {
            _now = Math.Max(_now, at.Due);
            if (Elapsed > _limit)
            {
                throw new InvalidOperationException($"Still running at {Elapsed}.");
            }

            timer.Fire();
        }
    }

    private (long Due, long Order) Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        var place = (_now + Math.Max(0, dueTime.Ticks), _shuffle?.NextInt64() ?? _order++);
        _timers.Enqueue(timer, place);
        return place;
    }

    private void Post(Action work)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Volatile.Write(ref _foreign, true);
            return;
        }

        _runnable.Add(work);
    }

    private sealed class Context(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback callback, object? state) => time.Post(() => callback(state));

        public override void Send(SendOrPostCallback callback, object? state) => callback(state);

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        private (long Due, long Order)? _place;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _place = dueTime == Timeout.InfiniteTimeSpan ? null : time.Schedule(this, dueTime);
            return true;
        }

        public bool IsDue(long due, long order) => _place == (due, order);

        public void Fire()
        {
            _place = _period > TimeSpan.Zero ? time.Schedule(this, _period) : null;
            callback();
        }

        public void Dispose() => _place = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
