namespace Troupe.Engines.Speaking;

/// <summary>
/// The spectrum that a vocoder is told to make: the logarithm of its amplitude as a sum of cosines over a frequency that is warped as hearing is, by a first-order all-pass.
/// See Fukada et al., "An adaptive algorithm for mel-cepstral analysis of speech", ICASSP 1992.
/// </summary>
internal static class MelCepstrum
{
    // Between which the spectrum of sound without pitch is looked at.
    private const double Step = 100;

    /// <summary>Mean square of the sound of a frame: that of its harmonics, for an excitation of power 1.</summary>
    /// <param name="cepstrum">The coefficients; the 0th is the gain.</param>
    /// <param name="alpha">Of the all-pass; 0.42 for 16 kHz.</param>
    /// <param name="sampleRate">Hertz.</param>
    /// <param name="pitch">Hertz; 0 for sound without.</param>
    public static double Power(ReadOnlySpan<double> cepstrum, double alpha, double sampleRate, double pitch)
    {
        var (power, step) = (0.0, pitch > 0 ? pitch : Step);
        for (var frequency = step; frequency < sampleRate / 2; frequency += step)
        {
            var angle = 2 * Math.PI * frequency / sampleRate;
            var (sine, cosine) = Math.SinCos(angle);
            power += Math.Exp(2 * Amplitude(cepstrum, angle + (2 * Math.Atan(alpha * sine / (1 - (alpha * cosine))))));
        }

        return 2 * step / sampleRate * power;
    }

    // Clenshaw's recurrence for a sum of cosines.
    private static double Amplitude(ReadOnlySpan<double> cepstrum, double warped)
    {
        var cosine = Math.Cos(warped);
        var (next, afterNext) = (0.0, 0.0);
        for (var index = cepstrum.Length - 1; index > 0; index--)
        {
            (next, afterNext) = (cepstrum[index] + (2 * cosine * next) - afterNext, next);
        }

        return cepstrum[0] + (cosine * next) - afterNext;
    }
}
