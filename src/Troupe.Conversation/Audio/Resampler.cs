using System.Numerics;

namespace Troupe.Conversation.Audio;

/// <summary>
/// Changes the rate of a stream of PCM16 by a polyphase windowed-sinc filter. Keeps its state between pieces: any cutting into pieces gives the same samples.
/// The first sample out lies at the time of the first sample in; <see cref="Flush"/> gives the last ones. Allocates nothing per call. Not thread-safe.
/// </summary>
/// <remarks>
/// The filter is a sinc under a Kaiser window (Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974), evaluated at the
/// phases that the ratio of rates needs; see <see cref="ResamplerFilter"/>.
/// </remarks>
public sealed class Resampler
{
    private const int Block = 512;

    private readonly ResamplerFilter _filter;
    private readonly float[] _line;
    private int _filled;
    private int _phase;
    private long _taken;
    private long _given;

    /// <summary>Makes a resampler at the start of a stream.</summary>
    /// <exception cref="ArgumentException">A rate is not supported.</exception>
    public Resampler(AudioFormat input, AudioFormat output)
    {
        Input = input;
        Output = output;
        _filter = ResamplerFilter.For(input.SampleRate, output.SampleRate);
        _line = new float[_filter.Taps + Block];
        Reset();
    }

    /// <summary>Rates that can be converted into each other.</summary>
    public static IReadOnlyList<int> Rates => ResamplerFilter.Rates;

    /// <summary>Rate of samples in.</summary>
    public AudioFormat Input { get; }

    /// <summary>Rate of samples out.</summary>
    public AudioFormat Output { get; }

    /// <summary>How much sound must come in before the first sample goes out.</summary>
    public TimeSpan Delay => Input.Duration(_filter.Taps / 2);

    /// <summary>The most samples that a call gives for this many samples in, and <see cref="Flush"/> for none.</summary>
    public int MaxOutput(int inputSamples) => (int)(((inputSamples + (_filter.Taps / 2L)) * _filter.Up / _filter.Down) + 2);

    /// <summary>Converts the next piece.</summary>
    /// <param name="input">Samples that follow the previous piece.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> samples.</param>
    /// <returns>The number of samples written.</returns>
    public int Convert(ReadOnlySpan<short> input, Span<short> output)
    {
        if (output.Length < MaxOutput(input.Length))
        {
            throw new ArgumentException($"{input.Length} samples may become {MaxOutput(input.Length)}, more than the {output.Length} that fit.", nameof(output));
        }

        _taken += input.Length;
        var written = 0;
        while (!input.IsEmpty)
        {
            var piece = Math.Min(input.Length, _line.Length - _filled);
            Pcm.ToFloat(input[..piece], _line.AsSpan(_filled, piece));
            _filled += piece;
            input = input[piece..];
            written += Filter(output[written..]);
        }

        _given += written;
        return written;
    }

    /// <summary>Gives the last samples, so that all together last as long as the sound that came in, and starts again.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of 0 samples.</param>
    /// <returns>The number of samples written.</returns>
    public int Flush(Span<short> output)
    {
        var missing = (int)(((_taken * _filter.Up) + _filter.Down - 1) / _filter.Down - _given);
        if (output.Length < missing)
        {
            throw new ArgumentException($"{missing} samples remain, more than the {output.Length} that fit.", nameof(output));
        }

        var written = 0;
        while (written < missing)
        {
            var piece = _line.Length - _filled;
            _line.AsSpan(_filled, piece).Clear();
            _filled += piece;
            written += Filter(output[written..missing]);
        }

        Reset();
        return missing;
    }

    /// <summary>Starts a stream without the sound that came before.</summary>
    public void Reset()
    {
        // Half a filter of silence before the first sample puts the middle of the filter on it.
        _filled = (_filter.Taps / 2) - 1;
        _line.AsSpan(0, _filled).Clear();
        _phase = 0;
        _taken = 0;
        _given = 0;
    }

    private int Filter(Span<short> output)
    {
        var written = 0;
        var position = 0;
        while (position + _filter.Taps <= _filled && written < output.Length)
        {
            output[written++] = Pcm.FromFloat(Dot(_filter.Phase(_phase), _line.AsSpan(position, _filter.Taps)));
            _phase += _filter.Down;
            position += _phase / _filter.Up;
            _phase %= _filter.Up;
        }

        // A step is far shorter than the filter, so position is never beyond what has come in.
        _line.AsSpan(position, _filled - position).CopyTo(_line);
        _filled -= position;
        return written;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        }

        var total = Vector.Sum(sum);
        for (; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }

        return total;
    }
}
