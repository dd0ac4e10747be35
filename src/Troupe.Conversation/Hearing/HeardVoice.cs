using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// The voice that is heard, from its beginning to its end. Ends by itself when the microphone sends nothing for a while: that runs beside the caller and shares only flags with it.
/// </summary>
/// <param name="clock">The session's clock.</param>
/// <param name="stalledAfter">How long the microphone may send nothing.</param>
/// <param name="ended">Is told of each end, also from beside the caller.</param>
internal sealed class HeardVoice(MediaClock clock, TimeSpan stalledAfter, Action ended) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private long _lastSound;
    private int _heard;
    private int _stalled;

    /// <summary>Whether a voice is heard.</summary>
    public bool IsHeard => Volatile.Read(ref _heard) == 1;

    /// <summary>Sound came. Says whether a voice was ended since the sound before, as none came.</summary>
    public bool HadStalled()
    {
        Volatile.Write(ref _lastSound, clock.Now.Elapsed.Ticks);
        return Interlocked.Exchange(ref _stalled, 0) == 1;
    }

    /// <summary>A voice begins, or one that the watch is about to end goes on.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _heard, 1) == 0)
        {
            _ = WatchAsync();
        }
    }

    /// <summary>The voice ends, if one is heard.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _heard, 0) == 1)
        {
            ended();
        }
    }

    /// <summary>Nobody listens any more.</summary>
    public void Dispose() => _over.Cancel();

    private async Task WatchAsync()
    {
        try
        {
            while (IsHeard)
            {
                var stalled = new MediaTime(TimeSpan.FromTicks(Volatile.Read(ref _lastSound))) + stalledAfter;
                if (clock.Now >= stalled)
                {
                    Volatile.Write(ref _stalled, 1);
                    End();
                    return;
                }

                await clock.WaitUntilAsync(stalled, _over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }
}
