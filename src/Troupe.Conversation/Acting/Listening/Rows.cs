using System.Numerics;
using System.Runtime.InteropServices;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>Products of rows of numbers, as many at a time as the processor takes. Allocates nothing.</summary>
internal static class Rows
{
    /// <summary>The sum of products.</summary>
    /// <param name="first">Numbers.</param>
    /// <param name="second">At least as many.</param>
    public static float Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        second = second[..first.Length];
        var left = MemoryMarshal.Cast<float, Vector<float>>(first);
        var right = MemoryMarshal.Cast<float, Vector<float>>(second);
        var (one, two) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            one = Vector.FusedMultiplyAdd(left[i], right[i], one);
            two = Vector.FusedMultiplyAdd(left[i + 1], right[i + 1], two);
        }

        if (i < left.Length)
        {
            one = Vector.FusedMultiplyAdd(left[i], right[i], one);
        }

        var sum = Vector.Sum(one + two);
        for (var rest = left.Length * Vector<float>.Count; rest < first.Length; rest++)
        {
            sum += first[rest] * second[rest];
        }

        return sum;
    }

    /// <summary>Each row of a matrix with a vector, and a bias for each.</summary>
    /// <param name="matrix">As many rows as there are products, each as long as the vector.</param>
    /// <param name="bias">One for each row.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="products">Gets them.</param>
    public static void Product(ReadOnlySpan<float> matrix, ReadOnlySpan<float> bias, ReadOnlySpan<float> vector, Span<float> products)
    {
        for (var row = 0; row < products.Length; row++)
        {
            products[row] = Dot(matrix.Slice(row * vector.Length, vector.Length), vector) + bias[row];
        }
    }
}
