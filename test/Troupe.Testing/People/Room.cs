namespace Troupe.Testing.People;

/// <summary>What lies between a person's mouth and the server: the microphone's setting and the noise of the room. Leaves the <see cref="SoundMark"/> alone.</summary>
internal static class Room
{
    /// <summary>The peak of a voice; uniform noise of this peak is at -13 dBFS.</summary>
    private const double Peak = 12_247;

    /// <summary>A voice, as far as levels and correlations go: noise, which is like nothing but itself.</summary>
    public static short[] Voice(int samples, int seed)
    {
        var random = new Random(seed);
        var voice = new short[samples];
        foreach (ref var sample in voice.AsSpan())
        {
            sample = (short)(Peak * ((2 * random.NextDouble()) - 1));
        }

        return voice;
    }

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

    /// <summary>The share of a voice that is cut off at a gain.</summary>
    public static double ClippedShare(double gain)
    {
        var peak = Peak * Factor(gain);
        return peak <= short.MaxValue ? 0 : 1 - (short.MaxValue / peak);
    }

    /// <summary>Adds white noise, so many decibels below a voice.</summary>
    public static void AddNoise(Span<short> samples, double signalToNoise, Random random)
    {
        var peak = Peak * Factor(-signalToNoise);
        foreach (ref var sample in samples)
        {
            var noisy = (int)Math.Clamp(sample + (peak * ((2 * random.NextDouble()) - 1)), short.MinValue, short.MaxValue);
            sample = (short)((noisy & ~1) | (sample & 1));
        }
    }

    private static double Factor(double decibels) => Math.Pow(10, decibels / 20);
}
