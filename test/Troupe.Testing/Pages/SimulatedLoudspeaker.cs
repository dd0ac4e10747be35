using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;

namespace Troupe.Testing.Pages;

/// <summary>
/// Plays packets after a fixed jitter buffer: an utterance starts a delay after its first packet, goes on without gaps while packets come in time,
/// and starts anew a delay after a packet that came too late. Thread-safe.
/// </summary>
/// <param name="format">Of the sound.</param>
/// <param name="delay">From arrival to sound.</param>
public sealed class SimulatedLoudspeaker(AudioFormat format, TimeSpan delay)
{
    private readonly Lock _lock = new();
    private readonly List<PlayedSound> _played = [];
    private uint _cleared;
    private TimeSpan? _asleepSince;

    /// <summary>Format of the sound.</summary>
    public AudioFormat Format => format;

    /// <summary>What was and will be heard, in order, with the time of each piece.</summary>
    public IReadOnlyList<PlayedSound> Played
    {
        get
        {
            lock (_lock)
            {
                return [.. _played];
            }
        }
    }

    /// <summary>Whether something is still to be heard.</summary>
    public bool IsPlaying(TimeSpan now)
    {
        lock (_lock)
        {
            return _played is [.., var last] && last.End(format) > now;
        }
    }

    internal void Take(SpeechPacket packet, TimeSpan now)
    {
        lock (_lock)
        {
            if (packet.Epoch.Value <= _cleared)
            {
                return;
            }

            var at = now + delay;
            if (_played is [.., var last] && last.End(format) is var end && (end > at || (last.Utterance == packet.Utterance && end >= now)))
            {
                // One loudspeaker: what comes follows what it still has.
                at = end;
            }

            _played.Add(new PlayedSound(at, packet.Epoch.Value, packet.Utterance, packet.Offset, packet.Samples, packet.IsLast));
        }
    }

    /// <summary>Plays nothing from this moment on.</summary>
    internal void Sleep(TimeSpan now)
    {
        lock (_lock)
        {
            _asleepSince ??= now;
        }
    }

    /// <summary>Goes on where it was.</summary>
    internal void Wake(TimeSpan now)
    {
        lock (_lock)
        {
            if (_asleepSince is not { } since)
            {
                return;
            }

            _asleepSince = null;
            for (var i = _played.Count - 1; i >= 0 && _played[i].End(format) > since; i--)
            {
                var sound = _played[i];
                var before = Math.Clamp(format.Samples(since - sound.At), 0, sound.Samples.Length);
                _played[i] = sound with { At = (sound.At > since ? sound.At : since) + (now - since), Offset = sound.Offset + before, Samples = sound.Samples[before..] };
                if (before > 0)
                {
                    _played.Insert(i, sound with { Samples = sound.Samples[..before], IsLast = false });
                }
            }
        }
    }

    /// <summary>How far the newest utterance is; null when nothing was heard or it was cleared.</summary>
    internal PlayheadMoved? Report(TimeSpan now)
    {
        uint utterance;
        lock (_lock)
        {
            utterance = _played is [.., var last] ? last.Utterance : 0;
        }

        return Report(utterance, now);
    }

    internal TimeSpan Clear(uint epoch, TimeSpan now)
    {
        lock (_lock)
        {
            _cleared = Math.Max(_cleared, epoch);
            var heard = TimeSpan.Zero;
            for (var i = _played.Count - 1; i >= 0; i--)
            {
                var sound = _played[i];
                if (sound.Epoch > epoch || sound.End(format) <= now)
                {
                    continue;
                }

                var left = Math.Clamp(format.Samples(now - sound.At), 0, sound.Samples.Length);
                _played[i] = sound with { Samples = sound.Samples[..left], IsLast = false };
                if (left == 0)
                {
                    _played.RemoveAt(i);
                }
            }

            if (_played is [.., var last] && last.Epoch == epoch)
            {
                heard = format.Duration(last.Offset + last.Samples.Length);
            }

            return heard;
        }
    }

    /// <summary>How far an utterance is; null when it was cleared or is not heard yet.</summary>
    internal PlayheadMoved? Report(uint utterance, TimeSpan now)
    {
        lock (_lock)
        {
            now = _asleepSince is { } since && since < now ? since : now;
            if (_played.FindLast(sound => sound.Utterance == utterance && sound.At <= now) is not { } sound || sound.Epoch <= _cleared)
            {
                return null;
            }

            var within = Math.Min((now - sound.At).TotalMilliseconds, format.Duration(sound.Samples.Length).TotalMilliseconds);
            return new PlayheadMoved
            {
                Epoch = sound.Epoch,
                Utterance = utterance,
                Position = format.Duration(sound.Offset).TotalMilliseconds + within,
                Ended = sound.IsLast && sound.End(format) <= now,
            };
        }
    }

    /// <summary>When the last sample of an utterance will have been heard; null until it has arrived.</summary>
    internal TimeSpan? EndOf(uint utterance)
    {
        lock (_lock)
        {
            return _played is [.., { IsLast: true } last] && last.Utterance == utterance ? last.End(format) : null;
        }
    }
}

/// <summary>A piece of sound that left the loudspeaker.</summary>
/// <param name="At">Time of its first sample since the page opened.</param>
/// <param name="Epoch">Epoch of its utterance.</param>
/// <param name="Utterance">Its utterance.</param>
/// <param name="Offset">Samples of the utterance before it.</param>
/// <param name="Samples">PCM16.</param>
/// <param name="IsLast">Whether the utterance ends with it.</param>
public sealed record PlayedSound(TimeSpan At, uint Epoch, uint Utterance, long Offset, ReadOnlyMemory<short> Samples, bool IsLast)
{
    /// <summary>Time after its last sample.</summary>
    public TimeSpan End(AudioFormat format) => At + format.Duration(Samples.Length);
}
