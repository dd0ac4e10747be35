using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// Tells the presenter's own speech, as the microphone picks it up, from a person's. It is told what is played; it finds after which delay and how strongly
/// that comes back, and takes a window for echo when it holds no more than that. A person who speaks over the echo is heard: they add energy that is not
/// expected, and the microphone follows less what is played.
/// </summary>
/// <remarks>
/// Both count together, as a loudspeaker that is turned up raises the energy but not how it moves. While the echo is not known yet, what is heard is held back
/// for up to 0.4 s, or 1 s if it resembles what is played; not at all once the microphone was quiet for 0.8 s while something was played, as with headphones.
/// Does nothing while nothing is played. Allocates nothing per window. Not thread-safe.
/// </remarks>
/// <param name="format">The rate of windows.</param>
internal sealed class EchoGuard(AudioFormat format)
{
    /// <summary>A correlation over 2 s at which the delay is known: of what two people say it stays below 0.3.</summary>
    private const float KnownAbove = 0.42f;

    /// <summary>A correlation below which the delay that was known is looked for anew.</summary>
    private const float LostBelow = 0.15f;

    /// <summary>How much of what was heard is needed to look for the delay: about 0.2 s of speech.</summary>
    private const float Enough = 500;

    /// <summary>By how much another delay must correlate better to be taken instead.</summary>
    private const float Better = 0.12f;

    /// <summary>
    /// How many dB a band may exceed what is expected; about twice the usual deviation. With <see cref="PersonAbove"/> and <see cref="PerCorrelation"/> it was chosen
    /// on 47 minutes of echo in rooms of 0.2 to 0.6 s: one pair of windows in a row is then mistaken for a person.
    /// </summary>
    private const float Margin = 5;

    /// <summary>Excess over some 60 ms, in dB on average over bands, above which a person speaks.</summary>
    private const float PersonAbove = 3;

    /// <summary>What is added to it per correlation above <see cref="Unrelated"/>.</summary>
    private const float PerCorrelation = 3, Unrelated = 0.3f;

    /// <summary>Windows of 32 ms from which the strength of an echo is learnt before it is relied on.</summary>
    private const int Learning = 10;

    /// <summary>Quiet windows after which there is no echo.</summary>
    private const int QuietEnough = 25;

    /// <summary>Windows that are held back while the echo is not known, and those that are when they resemble what is played.</summary>
    private const int Held = 12, HeldAlike = 32;

    private const float Alike = 0.35f;

    /// <summary>Steps for which a room may go on to sound: 0.5 s.</summary>
    private const int Reverberation = 64;

    /// <summary>Echo is expected for this long after what is played: the longest delay and reverberation.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(1500);

    private readonly EchoBands _bands = new(format);
    private readonly EchoShape _shape = new();
    private readonly EchoDelay _delay = new();
    private readonly EchoReference _reference = new(format);
    private readonly EchoPath _path = new();
    private readonly float[] _noise = new float[EchoBands.Count];
    private readonly float[] _first = new float[EchoBands.Count];
    private readonly float[] _second = new float[EchoBands.Count];
    private readonly float[] _moves = new float[EchoBands.Count];
    private readonly float[] _played = new float[EchoBands.Count];
    private MediaTime _end;
    private bool _plays;
    private bool _hasNoise;
    private int? _known;
    private int _quiet;
    private int _heard;
    private int _silent;
    private float _excess;

    /// <summary>Takes what is played next.</summary>
    /// <param name="played">Its rate.</param>
    /// <param name="sound">Follows what was played before; when that is over, it begins to sound now.</param>
    /// <param name="now">The time.</param>
    public void Played(AudioFormat played, ReadOnlySpan<short> sound, MediaTime now)
    {
        if (!_plays || now > _end)
        {
            _plays = true;
            _end = now;
            _reference.Start(_reference.Step(now));
        }

        _reference.Write(played, sound);
        _end += played.Duration(sound.Length);
    }

    /// <summary>Says that the rest of what was to be played is dropped.</summary>
    public void Stop(MediaTime now)
    {
        if (_plays && now < _end)
        {
            _end = now;
            _reference.Start(_reference.Step(now));
        }
    }

    /// <summary>Whether a window holds nothing but echo.</summary>
    /// <param name="window">Samples from -1 to 1, a multiple of <see cref="EchoBands.Pair"/>; windows follow each other.</param>
    /// <param name="at">Time of the first sample.</param>
    public bool IsEcho(ReadOnlySpan<float> window, MediaTime at)
    {
        if (!_plays)
        {
            return false;
        }

        if (at > _end + Tail)
        {
            _plays = false;
            _bands.Reset();
            return false;
        }

        var step = _reference.Step(at);
        var steps = 0;
        float loud = 0, quiet = 0;
        for (; (steps * EchoBands.Hop) + EchoBands.Pair <= window.Length; steps += 2)
        {
            _bands.Step(window.Slice(steps * EchoBands.Hop, EchoBands.Pair), _first, _second);
            Hear(_first, step + steps, ref loud, ref quiet);
            Hear(_second, step + steps + 1, ref loud, ref quiet);
        }

        return Judge(step, steps, loud > 8 * quiet);
    }

    private void Hear(ReadOnlySpan<float> powers, long step, ref float loud, ref float quiet)
    {
        for (var band = 0; band < powers.Length; band++)
        {
            // Noise is what remains in the pauses; it may grow by 2 dB in a second.
            var noise = !_hasNoise || powers[band] < _noise[band] ? powers[band] : Math.Min(powers[band], _noise[band] * 1.004f);
            _noise[band] = Math.Clamp(noise, 1e-11f, 1e-4f);
            loud += powers[band];
            quiet += _noise[band];
        }

        _hasNoise = true;
        var square = _shape.Step(powers, _noise, _moves);
        _delay.Step(_reference, step, _moves, square);
        if (_known is { } delay)
        {
            Expect(step - delay);
            _path.Step(powers, _played);
        }
    }

    /// <summary>Notes what comes back at a step: the loudest nearby, as an echo falls between steps and drifts.</summary>
    private void Expect(long step)
    {
        Array.Clear(_played);
        _silent++;
        for (var near = step - 1; near <= step + 2; near++)
        {
            if (!_reference.Has(near))
            {
                continue;
            }

            var around = _reference.Powers(near);
            _silent = _reference.Square(near) > 0 ? 0 : _silent;
            for (var band = 0; band < around.Length; band++)
            {
                _played[band] = Math.Max(_played[band], around[band]);
            }
        }
    }

    private bool Judge(long step, int steps, bool loud)
    {
        var plays = IsPlayed(step);
        if (plays)
        {
            _quiet = loud ? _quiet : _quiet + 1;
            _heard = loud ? _heard + 1 : _heard;
            FindDelay();
        }
        else
        {
            _heard = 0;
        }

        if (_known is not { } delay)
        {
            return plays && loud && _quiet < QuietEnough && _heard < (_delay.Fast(_delay.BestFast()) > Alike ? HeldAlike : Held);
        }

        var correlation = _delay.Fast(_delay.BestFast(delay - 3, delay + 4));
        _excess = (0.5f * _excess) + _path.Excess(_noise, steps, Margin);
        var learnt = _path.Windows >= Learning;
        var person = learnt && _excess > PersonAbove + (PerCorrelation * Math.Max(0, correlation - Unrelated));
        _path.EndWindow(_noise, steps, learnUp: !person);
        return _silent < Reverberation && !person;
    }

    /// <summary>Whether anything that was played can come back at a step.</summary>
    private bool IsPlayed(long step)
    {
        for (var delay = 0; delay < EchoDelay.Longest; delay++)
        {
            if (_reference.Has(step - delay) && _reference.Square(step - delay) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void FindDelay()
    {
        if (_delay.Heard < Enough)
        {
            return;
        }

        // What is known drifts; it jumps only to what is plainly better.
        var best = _delay.BestSlow();
        if (_known is { } known && _delay.Slow(known) > LostBelow)
        {
            var near = _delay.BestSlow(known - 3, known + 4);
            _known = near;
            best = _delay.Slow(best) > _delay.Slow(near) + Better ? best : near;
        }

        if (_delay.Slow(best) > KnownAbove)
        {
            if (_known is null)
            {
                _path.Forget();
            }

            _known = best;
        }
    }
}
