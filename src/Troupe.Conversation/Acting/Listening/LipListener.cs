using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// Hears the mouth in a stream of sound: for every 10 ms how likely each of the 15 visemes is, how far the mouth is open, and whether the lips touch. Takes any rate of
/// <see cref="Resampler.Rates"/> in pieces of any length; the same sound at another rate, or cut otherwise, gives the same answers. Allocates nothing per frame. Not thread-safe; one for each stream.
/// </summary>
public sealed class LipListener
{
    /// <summary>Frames per second.</summary>
    public const int FrameRate = LipNetBands.SampleRate / LipNetBands.Hop;

    /// <summary>From one frame to the next.</summary>
    internal static readonly TimeSpan FrameLength = TimeSpan.FromSeconds(1.0 / FrameRate);

    private readonly LipNet _net;
    private readonly int _delay;
    private readonly Resampler? _resampler;
    private readonly short[] _heard;
    private readonly float[] _visemes = new float[VisemeSet.Count];
    private readonly int _piece;
    private int _early;
    private int _from;
    private int _to;
    private long _taken;
    private bool _ending;

    /// <summary>Begins to listen.</summary>
    /// <param name="model">What it has learnt.</param>
    /// <param name="format">Of the sound.</param>
    /// <exception cref="ArgumentException">The rate is none of <see cref="Resampler.Rates"/>.</exception>
    public LipListener(LipModel model, AudioFormat format)
    {
        _net = new LipNet(model.Weights);
        _early = _delay = model.Weights.Delay;
        Format = format;
        _resampler = format == AudioFormat.Hearing ? null : new Resampler(format, AudioFormat.Hearing);
        _piece = format.Samples(FrameLength);
        _heard = new short[_resampler is null ? _piece : Math.Max(_resampler.MaxOutput(_piece), _resampler.MaxOutput(0))];
    }

    /// <summary>Of the sound.</summary>
    public AudioFormat Format { get; }

    /// <summary>How much sound after the middle of a frame is heard before its answer: 50 ms, and what resampling needs (3 ms, at 8 kHz 6 ms).</summary>
    public TimeSpan LookAhead => _net.LookAhead + (_resampler?.Delay ?? TimeSpan.Zero);

    /// <summary>Number of the frame that was answered last, from 0; -1 before the first. Its middle is at (number + 0.5) / <see cref="FrameRate"/> seconds.</summary>
    public int Frame { get; private set; } = -1;

    /// <summary>How likely each viseme is in the frame; they add up to 1. Overwritten by the next answer.</summary>
    public ReadOnlySpan<float> Visemes => _visemes;

    /// <summary>Natural logarithms of <see cref="Visemes"/>, exact for the least likely too. Overwritten by the next answer.</summary>
    public ReadOnlySpan<float> LogOdds => _net.LogOdds;

    /// <summary>How far the mouth is open in the frame, 0 to 1.</summary>
    public float Opening { get; private set; }

    /// <summary>How likely the lips touch in the frame.</summary>
    public float Closure { get; private set; }

    /// <summary>Takes sound up to the next answer.</summary>
    /// <param name="sound">PCM16 that follows; shrinks by what was taken.</param>
    /// <returns>Whether there is an answer; otherwise all of the sound was taken.</returns>
    public bool Next(ref ReadOnlySpan<short> sound)
    {
        while (true)
        {
            if (Answer())
            {
                return true;
            }

            if (sound.IsEmpty)
            {
                return false;
            }

            var piece = sound[..Math.Min(sound.Length, _piece)];
            sound = sound[piece.Length..];
            _taken += piece.Length;
            if (_resampler is null)
            {
                piece.CopyTo(_heard);
                (_from, _to) = (0, piece.Length);
            }
            else
            {
                (_from, _to) = (0, _resampler.Convert(piece, _heard));
            }
        }
    }

    /// <summary>
    /// Once all sound was taken: the next of the answers that were still to come, as if silence followed. There is one for every whole frame of the sound.
    /// After the last one the listener begins anew.
    /// </summary>
    /// <returns>Whether there was an answer left.</returns>
    public bool Finish()
    {
        if (!_ending && _resampler is not null)
        {
            (_from, _to) = (0, _resampler.Flush(_heard));
        }

        _ending = true;
        while (Frame + 1 < _taken * FrameRate / Format.SampleRate)
        {
            if (Answer())
            {
                return true;
            }

            _heard.AsSpan().Clear();
            (_from, _to) = (0, _heard.Length);
        }

        Reset();
        return false;
    }

    /// <summary>Begins anew, as after silence.</summary>
    public void Reset()
    {
        _net.Reset();
        _resampler?.Reset();
        (_from, _to, _taken, _ending, Frame) = (0, 0, 0, false, -1);
        _early = _delay;
    }

    private bool Answer()
    {
        ReadOnlySpan<short> heard = _heard.AsSpan(_from, _to - _from);
        while (_net.Next(ref heard, _visemes, out var opening, out var closure))
        {
            _from = _to - heard.Length;
            if (_early > 0)
            {
                // An answer about the time before the sound.
                _early--;
                continue;
            }

            (Opening, Closure) = (opening, closure);
            Frame++;
            return true;
        }

        _from = _to;
        return false;
    }
}
