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

    /// <summary>Playing that begins this long after the last sound begins anew.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    /// <summary>A voice that began before the presenter's is the person's: it is let through for as long as it takes to stop the presenter, after which the guard can tell the two apart.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromMilliseconds(500);

    private EchoGuard? _guard;
    private MediaTime _began;
    private MediaTime _played;

    /// <summary>Takes what the person is about to hear.</summary>
    public void Played(AudioFormat rate, ReadOnlySpan<short> samples)
    {
        var now = clock.Now;
        _began = _guard is null || now - _played > Gap ? now : _began;
        _played = now;
        (_guard ??= new EchoGuard(format)).Played(rate, samples, _played);
    }

    /// <summary>What the person does not hear yet is dropped.</summary>
    public void Stop() => _guard?.Stop(clock.Now);

    /// <summary>Whether a window of the microphone holds no more than what was played. Each window once, in order.</summary>
    /// <param name="window">Samples from -1 to 1.</param>
    /// <param name="at">Time of the first.</param>
    /// <param name="voicedSince">Since when a voice is heard without a pause; null in silence.</param>
    public bool IsEcho(ReadOnlySpan<float> window, MediaTime at, MediaTime? voicedSince)
    {
        if (_guard is not null && at - _played > Forgotten)
        {
            _guard = null;
        }

        var isEcho = _guard?.IsEcho(window, at) ?? false;
        return isEcho && !(voicedSince < _began && at - _began < Known);
    }
}
