using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>Cuts the microphone's sound into windows at the detector's rate, each with the time of its first sample. Allocates nothing.</summary>
internal sealed class WindowCutter
{
    private const int InputBlock = 480;

    private readonly AudioFormat _output;
    private readonly Resampler? _resampler;
    private readonly short[] _resampled;
    private readonly short[] _window;
    private int _ready;
    private int _used;
    private int _filled;
    private MediaTime _start;
    private long _windows;

    public WindowCutter(AudioFormat input, AudioFormat output, int windowSamples)
    {
        _output = output;
        _window = new short[windowSamples];
        _resampler = input == output ? null : new Resampler(input, output);
        _resampled = new short[_resampler?.MaxOutput(InputBlock) ?? InputBlock];
    }

    /// <summary>Drops what is left and begins again.</summary>
    /// <param name="at">Time of the next sample.</param>
    public void Start(MediaTime at)
    {
        _resampler?.Reset();
        _ready = _used = _filled = 0;
        _start = at;
        _windows = 0;
    }

    /// <summary>Gives the next window, as long as the sound lasts.</summary>
    /// <param name="sound">Shrinks by what was taken.</param>
    /// <param name="window">Valid until the next call.</param>
    /// <param name="at">Time of its first sample.</param>
    public bool Next(ref ReadOnlySpan<short> sound, out ReadOnlySpan<short> window, out MediaTime at)
    {
        while (_filled < _window.Length)
        {
            if (_used == _ready && !Fetch(ref sound))
            {
                window = default;
                at = default;
                return false;
            }

            var piece = Math.Min(_window.Length - _filled, _ready - _used);
            _resampled.AsSpan(_used, piece).CopyTo(_window.AsSpan(_filled));
            _used += piece;
            _filled += piece;
        }

        _filled = 0;
        window = _window;
        at = _start + _output.Duration(_windows++ * _window.Length);
        return true;
    }

    private bool Fetch(ref ReadOnlySpan<short> sound)
    {
        if (sound.IsEmpty)
        {
            return false;
        }

        var piece = sound[..Math.Min(sound.Length, InputBlock)];
        sound = sound[piece.Length..];
        _used = 0;
        if (_resampler is null)
        {
            piece.CopyTo(_resampled);
            _ready = piece.Length;
        }
        else
        {
            _ready = _resampler.Convert(piece, _resampled);
        }

        return true;
    }
}
