using System.Numerics;

namespace Troupe.Conversation.Audio;

/// <summary>J. Cooley and J. Tukey's transform of a number of complex values that is a power of 2. Holds tables only: one serves all threads. Allocates nothing.</summary>
internal sealed class FourierTransform
{
    private readonly float[] _cosines;
    private readonly float[] _sines;
    private readonly int[] _places;

    /// <summary>Makes the tables.</summary>
    /// <param name="length">Values of a transform: a power of 2.</param>
    public FourierTransform(int length)
    {
        var bits = BitOperations.Log2((uint)length);
        _cosines = [.. Enumerable.Range(0, length / 2).Select(i => (float)Math.Cos(2 * Math.PI * i / length))];
        _sines = [.. Enumerable.Range(0, length / 2).Select(i => (float)-Math.Sin(2 * Math.PI * i / length))];
        _places = [.. Enumerable.Range(0, length).Select(index => Reverse(index, bits))];
    }

    /// <summary>Where each value goes before the transform: its index with the bits in reverse order.</summary>
    public ReadOnlySpan<int> Places => _places;

    /// <summary>Transforms values that lie in their <see cref="Places"/>; the spectrum lies in order.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imaginary">The imaginary parts.</param>
    public void Transform(Span<float> real, Span<float> imaginary)
    {
        for (var half = 1; half < _places.Length; half <<= 1)
        {
            var stride = _places.Length / (2 * half);
            for (var start = 0; start < _places.Length; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (cosine, sine) = (_cosines[k * stride], _sines[k * stride]);
                    var (low, high) = (start + k, start + k + half);
                    var re = (real[high] * cosine) - (imaginary[high] * sine);
                    var im = (real[high] * sine) + (imaginary[high] * cosine);
                    real[high] = real[low] - re;
                    imaginary[high] = imaginary[low] - im;
                    real[low] += re;
                    imaginary[low] += im;
                }
            }
        }
    }

    private static int Reverse(int index, int bits)
    {
        var reversed = 0;
        for (var bit = 0; bit < bits; bit++)
        {
            reversed = (reversed << 1) | ((index >> bit) & 1);
        }

        return reversed;
    }
}
