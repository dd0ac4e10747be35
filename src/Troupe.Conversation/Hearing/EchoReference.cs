using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// What is being played, step by step on the session's clock: the newest two seconds, of which a part lies in the future as speech is sent ahead.
/// Not thread-safe.
/// </summary>
/// <param name="format">The rate at which it is kept.</param>
internal sealed class EchoReference(AudioFormat format)
{
    /// <summary>Steps that are kept: 2 s of 8 ms.</summary>
    public const int Length = 256;

    private readonly EchoBands _bands = new(format);
    private readonly EchoShape _shape = new();
    private readonly float[] _powers = new float[Length * EchoBands.Count];
    private readonly float[] _shapes = new float[Length * EchoBands.Count];
    private readonly float[] _squares = new float[Length];
    private readonly float[] _samples = new float[EchoBands.Pair];
    private Resampler? _resampler;
    private short[] _resampled = [];
    private int _filled;

    /// <summary>The step after the last one that is known.</summary>
    public long End { get; private set; }

    /// <summary>The step at a time.</summary>
    public long Step(MediaTime at) => (at.ToSamples(format.SampleRate) + (EchoBands.Hop / 2)) / EchoBands.Hop;

    /// <summary>Begins to play at a step; nothing is played in between.</summary>
    public void Start(long step)
    {
        _resampler?.Reset();
        _bands.Reset();
        _filled = 0;
        if (step < End)
        {
            End = step;
        }

        End = Math.Max(End, step - Length);
        while (End < step)
        {
            Powers(End).Clear();
            Keep();
        }
    }

    /// <summary>Takes sound that follows.</summary>
    public void Write(AudioFormat played, ReadOnlySpan<short> sound)
    {
        if (played != format)
        {
            if (_resampler is null || _resampler.Input != played)
            {
                _resampler = new Resampler(played, format);
            }

            if (_resampled.Length < _resampler.MaxOutput(sound.Length))
            {
                _resampled = new short[_resampler.MaxOutput(sound.Length)];
            }

            sound = _resampled.AsSpan(0, _resampler.Convert(sound, _resampled));
        }

        while (!sound.IsEmpty)
        {
            var count = Math.Min(sound.Length, _samples.Length - _filled);
            Pcm.ToFloat(sound[..count], _samples.AsSpan(_filled, count));
            _filled += count;
            sound = sound[count..];
            if (_filled == _samples.Length)
            {
                _filled = 0;
                _bands.Step(_samples, Powers(End), Powers(End + 1));
                Keep();
                Keep();
            }
        }
    }

    /// <summary>Whether a step is known.</summary>
    public bool Has(long step) => step < End && step >= Math.Max(0, End - Length);

    /// <summary>The power of each band at a step that is known.</summary>
    public Span<float> Powers(long step) => _powers.AsSpan((int)(step % Length) * EchoBands.Count, EchoBands.Count);

    /// <summary>The shape at a step that is known.</summary>
    public Span<float> Shape(long step) => _shapes.AsSpan((int)(step % Length) * EchoBands.Count, EchoBands.Count);

    /// <summary>The square of the shape at a step that is known.</summary>
    public float Square(long step) => _squares[step % Length];

    private void Keep()
    {
        _squares[End % Length] = _shape.Step(Powers(End), [], Shape(End));
        End++;
    }
}
