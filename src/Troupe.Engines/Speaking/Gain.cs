namespace Troupe.Engines.Speaking;

/// <summary>Loudness of samples. Above <see cref="Knee"/> peaks are bent rather than cut (a hyperbolic tangent), so that a raised voice does not crackle.</summary>
/// <param name="decibels">Gain.</param>
internal sealed class Gain(double decibels)
{
    private const double Full = short.MaxValue;
    private const double Knee = 0.8 * Full;
    private readonly double _factor = Math.Pow(10, decibels / 20);

    /// <summary>Scales samples in the range of 16 bits.</summary>
    public void Apply(ReadOnlySpan<short> samples, Span<short> target)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            target[index] = Apply(samples[index]);
        }
    }

    /// <summary>Scales a sample in the range of 16 bits.</summary>
    public short Apply(double sample)
    {
        var value = sample * _factor;
        var size = Math.Abs(value);
        if (size > Knee)
        {
            value = Math.CopySign(Knee + ((Full - Knee) * Math.Tanh((size - Knee) / (Full - Knee))), value);
        }

        return (short)Math.Round(value);
    }
}
