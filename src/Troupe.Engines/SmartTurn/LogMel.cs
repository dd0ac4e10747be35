using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Troupe.Engines.SmartTurn;

/// <summary>
/// The features of Whisper (Radford et al. 2022, https://arxiv.org/abs/2212.04356) for 8 s of sound at 16 kHz: the power of 25 ms frames, 10 ms apart, in 80 mel bands of
/// equal area, as logarithms, of which those more than 80 dB below the loudest are raised. The sound is first brought to zero mean and unit variance, as the model was trained.
/// Not thread-safe; computing allocates nothing.
/// </summary>
/// <remarks>
/// A frame of 400 samples is transformed by the definition of the Fourier transform, with what is even and what is odd about its middle apart: that halves the work, and runs over memory in
/// order. Frames that lie in the silence before the sound are all alike and computed once, so the time is in proportion to the sound: 1.2 to 1.8 ms for 2 s of it and 5 to 7 ms for 8 s,
/// on one shared core of a server.
/// </remarks>
internal sealed class LogMel
{
    /// <summary>Samples of the sound.</summary>
    public const int Samples = 128_000;

    /// <summary>Mel bands.</summary>
    public const int Bands = 80;

    /// <summary>Frames.</summary>
    public const int Frames = Samples / Hop;

    private const int Rate = 16_000;
    private const int Length = 400;
    private const int Half = Length / 2;
    private const int Bins = Half + 1;
    private const int Hop = 160;

    /// <summary>Samples of half a frame, rounded up so that a row of the tables is whole vectors of up to 16.</summary>
    private const int Row = 208;

    private static readonly float[] Cosines = Table(Math.Cos);
    private static readonly float[] Sines = Table(Math.Sin);
    private static readonly float[] Hann = [.. Enumerable.Range(0, Length).Select(n => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Length))))];
    private static readonly (int First, float[] Weights)[] Filters = MelFilters.Of(Bands, Bins, Rate);

    private readonly float[] _sound = new float[Half + Samples + Half];
    private readonly float[] _even = new float[Row];
    private readonly float[] _odd = new float[Row];
    private readonly float[] _power = new float[Bins];

    /// <summary>Computes the features.</summary>
    /// <param name="sound">PCM16; of a longer sound the end counts, and a shorter one has silence before it.</param>
    /// <param name="features">80 bands of 800 frames each.</param>
    public void Compute(ReadOnlySpan<short> sound, Span<float> features)
    {
        sound = sound.Length > Samples ? sound[^Samples..] : sound;
        var silence = Samples - sound.Length;
        Place(sound, silence);
        var most = float.MinValue;
        for (var frame = 0; frame < Frames; frame++)
        {
            // The frame ends half its length after its middle.
            if (frame > 0 && (frame * Hop) + Half <= silence)
            {
                for (var band = 0; band < Bands; band++)
                {
                    features[(band * Frames) + frame] = features[band * Frames];
                }

                continue;
            }

            Transform(_sound.AsSpan(frame * Hop, Length));
            for (var band = 0; band < Bands; band++)
            {
                var (first, weights) = Filters[band];
                var value = MathF.Log10(MathF.Max(Dot(weights, _power.AsSpan(first, weights.Length)), 1e-10f));
                features[(band * Frames) + frame] = value;
                most = MathF.Max(most, value);
            }
        }

        var least = most - 8;
        foreach (ref var value in features[..(Bands * Frames)])
        {
            value = (MathF.Max(value, least) + 4) / 4;
        }
    }

    /// <summary>Sound of zero mean and unit variance after its silence, mirrored at both ends by half a frame.</summary>
    private void Place(ReadOnlySpan<short> sound, int silence)
    {
        double sum = 0;
        double squares = 0;
        foreach (var sample in sound)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        const double Full = 32_768;
        var mean = sum / Samples / Full;
        var scale = 1 / Math.Sqrt((squares / Samples / Full / Full) - (mean * mean) + 1e-7);
        var placed = _sound.AsSpan(Half, Samples);
        placed[..silence].Fill((float)(-mean * scale));
        for (var i = 0; i < sound.Length; i++)
        {
            placed[silence + i] = (float)(((sound[i] / Full) - mean) * scale);
        }

        for (var i = 1; i <= Half; i++)
        {
            _sound[Half - i] = placed[i];
            _sound[Half + Samples - 1 + i] = placed[Samples - 1 - i];
        }
    }

    /// <summary>The power spectrum of a frame. Optimised before it first runs: a person who is judged once a minute would wait for the slow code, which is ten times slower, for long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(ReadOnlySpan<float> frame)
    {
        _even[0] = frame[0] * Hann[0];
        _even[Half] = frame[Half] * Hann[Half];
        for (var n = 1; n < Half; n++)
        {
            var left = frame[n] * Hann[n];
            var right = frame[Length - n] * Hann[Length - n];
            _even[n] = left + right;
            _odd[n] = left - right;
        }

        for (var bin = 0; bin < Bins; bin++)
        {
            var real = Dot(Cosines.AsSpan(bin * Row, Row), _even);
            var imaginary = Dot(Sines.AsSpan(bin * Row, Row), _odd);
            _power[bin] = (real * real) + (imaginary * imaginary);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector<float>>(right[..left.Length]);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            sums += a[i] * b[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = a.Length * Vector<float>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static float[] Table(Func<double, double> wave)
    {
        var table = new float[Bins * Row];
        for (var bin = 0; bin < Bins; bin++)
        {
            for (var n = 0; n <= Half; n++)
            {
                table[(bin * Row) + n] = (float)wave(2 * Math.PI * (bin * n % Length) / Length);
            }
        }

        return table;
    }
}
