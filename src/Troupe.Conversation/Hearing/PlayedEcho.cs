using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>The echo of what a session plays: guards against it while something was played lately, and keeps nothing otherwise. Not thread-safe.</summary>
/// <param name="format">The rate of windows.</param>
/// <param name="clock">The session's clock, on which windows have their times.</param>
internal sealed class PlayedEcho(AudioFormat format, MediaClock clock)
{
    /// <summary>What was learnt of the way from the loudspeaker to the microphone is let go when nothing was played for this long: it is half of what a silent session keeps in memory.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(30);

    private EchoGuard? _guard;
    private MediaTime _played;

    /// <summary>Takes what the person is about to hear.</summary>
    public void Played(AudioFormat rate, ReadOnlySpan<short> samples)
    {
        _played = clock.Now;
        (_guard ??= new EchoGuard(format)).Played(rate, samples, _played);
    }

    /// <summary>What the person does not hear yet is dropped.</summary>
    public void Stop() => _guard?.Stop(clock.Now);

    /// <summary>Whether a window of the microphone holds no more than what was played. Each window once, in order.</summary>
    public bool IsEcho(ReadOnlySpan<float> window, MediaTime at)
    {
        if (_guard is not null && at - _played > Forgotten)
        {
            _guard = null;
        }

        return _guard?.IsEcho(window, at) ?? false;
    }
}
