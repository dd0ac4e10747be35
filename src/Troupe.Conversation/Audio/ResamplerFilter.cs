using System.Collections.Concurrent;

namespace Troupe.Conversation.Audio;

/// <summary>
/// The coefficients of a <see cref="Resampler"/> for a pair of rates, shared by all streams: for each of <see cref="Up"/> phases the taps of a low-pass filter.
/// </summary>
/// <remarks>
/// The cut-off lies in the middle of the transition band, whose upper edge is half the lower rate: what is above it, and would alias or leave images, is at least
/// <see cref="Attenuation"/> down. Width and window follow from Kaiser's formulas for that attenuation and <see cref="ZeroCrossings"/>.
/// </remarks>
internal sealed class ResamplerFilter
{
    /// <summary>Stop-band attenuation in dB: as quiet as the rounding to 16 bits.</summary>
    private const double Attenuation = 96;

    /// <summary>Zero crossings of the sinc on each side, at the lower rate: 3 ms at 16 kHz, with a pass band up to 0.85 of half the lower rate.</summary>
    private const int ZeroCrossings = 48;

    private static readonly ConcurrentDictionary<(int Input, int Output), ResamplerFilter> Filters = new();
    private readonly float[] _coefficients;

    private ResamplerFilter(int input, int output)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(input, output);
        Up = output / divisor;
        Down = input / divisor;
        var narrowing = Math.Min(1, (double)output / input);
        var half = (int)Math.Ceiling(ZeroCrossings / narrowing / 4) * 4;
        Taps = 2 * half;
        var transition = (Attenuation - 7.95) / (2.285 * 2 * ZeroCrossings * Math.PI);
        var cutoff = narrowing * (1 - (transition / 2));
        var beta = 0.1102 * (Attenuation - 8.7);
        _coefficients = new float[Up * Taps];
        for (var phase = 0; phase < Up; phase++)
        {
            Fill(_coefficients.AsSpan(phase * Taps, Taps), (double)phase / Up, half, cutoff, beta);
        }
    }

    /// <summary>Rates that can be converted into each other.</summary>
    public static IReadOnlyList<int> Rates { get; } = [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

    /// <summary>Phases: the output rate over the greatest common divisor of both.</summary>
    public int Up { get; }

    /// <summary>The input rate over the greatest common divisor of both.</summary>
    public int Down { get; }

    /// <summary>Taps of each phase, at the input rate; even.</summary>
    public int Taps { get; }

    /// <summary>The filter for a pair of rates.</summary>
    /// <exception cref="ArgumentException">A rate is not supported.</exception>
    public static ResamplerFilter For(int input, int output)
    {
        foreach (var rate in (ReadOnlySpan<int>)[input, output])
        {
            if (!Rates.Contains(rate))
            {
                throw new ArgumentException($"A rate of {rate} Hz is not supported; supported are {string.Join(", ", Rates)} Hz.", rate == input ? nameof(input) : nameof(output));
            }
        }

        return Filters.GetOrAdd((input, output), static rates => new ResamplerFilter(rates.Input, rates.Output));
    }

    /// <summary>The taps of a phase.</summary>
    public ReadOnlySpan<float> Phase(int phase) => _coefficients.AsSpan(phase * Taps, Taps);

    private static void Fill(Span<float> taps, double fraction, int half, double cutoff, double beta)
    {
        Span<double> exact = stackalloc double[taps.Length];
        double sum = 0;
        for (var i = 0; i < taps.Length; i++)
        {
            var distance = i - (half - 1) - fraction;
            var within = Math.Max(0, 1 - (distance / half * (distance / half)));
            exact[i] = Sinc(cutoff * distance) * BesselI0(beta * Math.Sqrt(within));
            sum += exact[i];
        }

        // Every phase passes a constant unchanged, so none of the phases leaves a tone at its own rate.
        for (var i = 0; i < taps.Length; i++)
        {
            taps[i] = (float)(exact[i] / sum);
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double BesselI0(double x)
    {
        double sum = 1;
        double term = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
