using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>The power spectrum of 512 samples, by a <see cref="FourierTransform"/> of 256 complex values that hold the even and the odd samples. Allocates nothing. Not thread-safe.</summary>
internal sealed class PowerSpectrum
{
    /// <summary>Samples.</summary>
    public const int Length = 512;

    /// <summary>Powers: from 0 Hz to half the sample rate.</summary>
    public const int Bins = (Length / 2) + 1;

    private const int Half = Length / 2;

    private static readonly float[] Cosines = [.. Enumerable.Range(0, Half).Select(i => (float)Math.Cos(2 * Math.PI * i / Length))];
    private static readonly float[] Sines = [.. Enumerable.Range(0, Half).Select(i => (float)-Math.Sin(2 * Math.PI * i / Length))];
    private static readonly FourierTransform Fourier = new(Half);

    private readonly float[] _real = new float[Half];
    private readonly float[] _imaginary = new float[Half];

    /// <summary>Computes it.</summary>
    /// <param name="samples">Exactly <see cref="Length"/>.</param>
    /// <param name="power">Gets <see cref="Bins"/> squared magnitudes, not scaled.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> power)
    {
        var places = Fourier.Places;
        for (var i = 0; i < Half; i++)
        {
            _real[places[i]] = samples[2 * i];
            _imaginary[places[i]] = samples[(2 * i) + 1];
        }

        Fourier.Transform(_real, _imaginary);
        for (var bin = 0; bin < Bins; bin++)
        {
            // The spectra of the even and the odd samples in that of the complex values; the odd ones turn by their delay.
            var (at, mirror) = (bin % Half, (Half - bin) % Half);
            var (evenReal, evenImaginary) = (0.5f * (_real[at] + _real[mirror]), 0.5f * (_imaginary[at] - _imaginary[mirror]));
            var (oddReal, oddImaginary) = (0.5f * (_imaginary[at] + _imaginary[mirror]), 0.5f * (_real[mirror] - _real[at]));
            var (cosine, sine) = bin == Half ? (-1, 0) : (Cosines[bin], Sines[bin]);
            var real = evenReal + (oddReal * cosine) - (oddImaginary * sine);
            var imaginary = evenImaginary + (oddReal * sine) + (oddImaginary * cosine);
            power[bin] = (real * real) + (imaginary * imaginary);
        }
    }
}
