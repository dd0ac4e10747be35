namespace Troupe.Testing.People;

/// <summary>What lies between a person's mouth and the server: the microphone's setting and the noise of the room. Leaves the <see cref="SoundMark"/> alone.</summary>
internal static class Room
{
    /// <summary>The peak of <see cref="ScriptedSound.Voice"/>.</summary>
    private const double Peak = 10_000;

    /// <summary>Makes a voice louder by decibels and cuts off what exceeds full scale.</summary>
    public static void Shape(Span<short> samples, double gain)
    {
        if (gain == 0)
        {
            return;
        }

        var factor = Factor(gain);
        foreach (ref var sample in samples)
        {
            sample = (short)Math.Clamp(sample * factor, short.MinValue, short.MaxValue);
        }
    }

    /// <summary>The share of a tone that is cut off at a gain.</summary>
    public static double ClippedShare(double gain)
    {
        var peak = Peak * Factor(gain);
        return peak <= short.MaxValue ? 0 : 1 - (2 / Math.PI * Math.Asin(short.MaxValue / peak));
    }

    /// <summary>Adds white noise, so many decibels below a voice.</summary>
    public static void AddNoise(Span<short> samples, double signalToNoise, Random random)
    {
        // Uniform noise of the peak p has the level p / sqrt(3), a tone peak / sqrt(2).
        var peak = Peak / Math.Sqrt(2) * Math.Sqrt(3) * Factor(-signalToNoise);
        foreach (ref var sample in samples)
        {
            var noisy = (int)Math.Clamp(sample + (peak * ((2 * random.NextDouble()) - 1)), short.MinValue, short.MaxValue);
            sample = (short)((noisy & ~1) | (sample & 1));
        }
    }

    private static double Factor(double decibels) => Math.Pow(10, decibels / 20);
}
