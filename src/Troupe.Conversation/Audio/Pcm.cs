using System.Runtime.InteropServices;

namespace Troupe.Conversation.Audio;

/// <summary>Sums over PCM16 samples. Nothing here allocates, but where an array is returned.</summary>
public static class Pcm
{
    /// <summary>The level of digital silence: below what 16 bits can hold (-96.3 dBFS for one bit of a square wave, less for a single sample).</summary>
    public const double SilenceLevel = -120;

    /// <summary>Converts to floats, -1 to below 1.</summary>
    public static void ToFloat(ReadOnlySpan<short> samples, Span<float> floats)
    {
        if (floats.Length < samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples do not fit into {floats.Length}.", nameof(floats));
        }

        for (var i = 0; i < samples.Length; i++)
        {
            floats[i] = samples[i] * (1f / 32768);
        }
    }

    /// <summary>Converts from floats: rounds to the nearest, clips at full scale; what is not a number becomes 0.</summary>
    public static void FromFloat(ReadOnlySpan<float> floats, Span<short> samples)
    {
        if (samples.Length < floats.Length)
        {
            throw new ArgumentException($"{floats.Length} samples do not fit into {samples.Length}.", nameof(samples));
        }

        for (var i = 0; i < floats.Length; i++)
        {
            samples[i] = FromFloat(floats[i]);
        }
    }

    /// <summary>Converts one sample: rounds to the nearest, clips at full scale; what is not a number becomes 0.</summary>
    public static short FromFloat(float value)
    {
        var scaled = MathF.Round(value * 32768);
        return scaled switch
        {
            >= short.MaxValue => short.MaxValue,
            <= short.MinValue => short.MinValue,
            float.NaN => 0,
            _ => (short)scaled,
        };
    }

    /// <summary>Writes samples as little-endian bytes, two for each.</summary>
    public static void ToBytes(ReadOnlySpan<short> samples, Span<byte> bytes)
    {
        if (bytes.Length < samples.Length * 2)
        {
            throw new ArgumentException($"{samples.Length} samples do not fit into {bytes.Length} bytes.", nameof(bytes));
        }

        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(bytes);
            return;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], samples[i]);
        }
    }

    /// <summary>Reads samples from little-endian bytes.</summary>
    /// <exception cref="ArgumentException">The number of bytes is odd.</exception>
    public static short[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 2 != 0)
        {
            throw new ArgumentException($"PCM16 has two bytes per sample, but there are {bytes.Length} bytes.", nameof(bytes));
        }

        var samples = new short[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = System.Buffers.Binary.BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        }

        return samples;
    }

    /// <summary>Root mean square in dBFS, where a full-scale square wave is 0; <see cref="SilenceLevel"/> for silence and for no samples.</summary>
    public static double Level(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return sum == 0 ? SilenceLevel : Math.Max(SilenceLevel, 10 * Math.Log10(sum / samples.Length / (32768.0 * 32768.0)));
    }

    /// <summary>The first loud sample, or -1 when all is quiet.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="level">Loud is what is above this amplitude, in dBFS of the peak.</param>
    public static int FirstLoud(ReadOnlySpan<short> samples, double level)
    {
        var limit = Amplitude(level);
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) > limit)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The last loud sample, or -1 when all is quiet.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="level">Loud is what is above this amplitude, in dBFS of the peak.</param>
    public static int LastLoud(ReadOnlySpan<short> samples, double level)
    {
        var limit = Amplitude(level);
        for (var i = samples.Length - 1; i >= 0; i--)
        {
            if (Math.Abs((int)samples[i]) > limit)
            {
                return i;
            }
        }

        return -1;
    }

    private static double Amplitude(double level) => 32768 * Math.Pow(10, level / 20);
}
