using System.Diagnostics;

namespace Troupe.Server.Limits;

/// <summary>
/// How busy this process is: from 0, idle, to 1, when work waits for a thread longer than <see cref="Worst"/>. Thread-safe.
/// </summary>
/// <remarks>The wait of a small piece of work in the thread pool is what a request feels, whatever causes it; it is smoothed over about two seconds.</remarks>
internal sealed class ServerLoad(TimeProvider time) : BackgroundService
{
    /// <summary>A wait at which the server counts as full. 100 ms: a turn of conversation has a budget of a few of those in all.</summary>
    public static readonly TimeSpan Worst = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private double _value;

    /// <summary>The load.</summary>
    public double Value
    {
        get => Volatile.Read(ref _value);
        internal set => Volatile.Write(ref _value, Math.Clamp(value, 0, 1));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var queued = Stopwatch.GetTimestamp();
            await Task.Run(static () => { }, CancellationToken.None);
            Value = (0.9 * Value) + (0.1 * Math.Min(Stopwatch.GetElapsedTime(queued) / Worst, 1));
        }
    }
}
