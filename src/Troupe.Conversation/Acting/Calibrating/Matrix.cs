using System.Numerics;
using System.Runtime.InteropServices;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>Products of matrices that lie in memory row by row, as many numbers at a time as the processor takes. Allocates nothing.</summary>
internal static class Matrix
{
    // Two rows by four are eight sums, which with the six rows that feed them stay in registers.
    private const int Tall = 2, Wide = 4;

    // Columns that are taken at a time: six rows of them fit the first cache.
    private const int Depth = 512;

    /// <summary>Adds to a matrix the product of one with the other turned: each number is the sum of products of a row of each.</summary>
    /// <param name="left">Rows of <paramref name="columns"/> numbers.</param>
    /// <param name="right">Rows of as many.</param>
    /// <param name="columns">Numbers in a row of either.</param>
    /// <param name="sums">Is added to: a row for each row of <paramref name="left"/>, in it a number for each row of <paramref name="right"/>.</param>
    public static void AddProduct(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int columns, Span<float> sums)
    {
        for (var from = 0; from < columns; from += Depth)
        {
            AddProduct(left, right, columns, from, Math.Min(Depth, columns - from), sums);
        }
    }

    /// <summary>Writes a matrix turned: its columns become rows.</summary>
    /// <param name="matrix">Rows of <paramref name="columns"/> numbers.</param>
    /// <param name="columns">Numbers in a row.</param>
    /// <param name="turned">Gets as many numbers.</param>
    public static void Turn(ReadOnlySpan<float> matrix, int columns, Span<float> turned)
    {
        var rows = matrix.Length / columns;
        for (var row = 0; row < rows; row++)
        {
            var numbers = matrix.Slice(row * columns, columns);
            for (var column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = numbers[column];
            }
        }
    }

    /// <summary>Adds the same row to every row.</summary>
    /// <param name="row">What is added.</param>
    /// <param name="matrix">Rows as long.</param>
    public static void AddRow(ReadOnlySpan<float> row, Span<float> matrix)
    {
        for (var at = 0; at < matrix.Length; at += row.Length)
        {
            var numbers = matrix.Slice(at, row.Length);
            for (var column = 0; column < row.Length; column++)
            {
                numbers[column] += row[column];
            }
        }
    }

    /// <summary>Adds all rows to one.</summary>
    /// <param name="matrix">Rows as long as <paramref name="sums"/>.</param>
    /// <param name="sums">Is added to.</param>
    public static void AddColumns(ReadOnlySpan<float> matrix, Span<float> sums)
    {
        for (var at = 0; at < matrix.Length; at += sums.Length)
        {
            var numbers = matrix.Slice(at, sums.Length);
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] += numbers[column];
            }
        }
    }

    private static void AddProduct(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int columns, int from, int count, Span<float> sums)
    {
        var (rows, width) = (left.Length / columns, right.Length / columns);
        for (var row = 0; row < rows; row += Tall)
        {
            // The last row of an odd number of rows is computed twice and kept once.
            var second = Math.Min(row + 1, rows - 1);
            var one = left.Slice((row * columns) + from, count);
            var two = left.Slice((second * columns) + from, count);
            for (var column = 0; column < width; column += Wide)
            {
                if (column + Wide <= width)
                {
                    var next = right.Slice((column * columns) + from, ((Wide - 1) * columns) + count);
                    AddBlock(one, two, next, columns, sums[((row * width) + column)..], sums[((second * width) + column)..], row == second);
                }
                else
                {
                    AddRest(one, right, columns, from, column, sums.Slice(row * width, width));
                    if (second != row)
                    {
                        AddRest(two, right, columns, from, column, sums.Slice(second * width, width));
                    }
                }
            }
        }
    }

    private static void AddBlock(ReadOnlySpan<float> one, ReadOnlySpan<float> two, ReadOnlySpan<float> right, int columns, Span<float> sums, Span<float> below, bool isLast)
    {
        ref var l0 = ref MemoryMarshal.GetReference(one);
        ref var l1 = ref MemoryMarshal.GetReference(two);
        ref var r0 = ref MemoryMarshal.GetReference(right);
        Vector<float> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        var at = 0;
        for (; at + Vector<float>.Count <= one.Length; at += Vector<float>.Count)
        {
            var (i, j) = ((nuint)at, (nuint)columns);
            var (a, b) = (Vector.LoadUnsafe(ref l0, i), Vector.LoadUnsafe(ref l1, i));
            var right0 = Vector.LoadUnsafe(ref r0, i);
            var right1 = Vector.LoadUnsafe(ref r0, i + j);
            s00 = Vector.FusedMultiplyAdd(a, right0, s00);
            s10 = Vector.FusedMultiplyAdd(b, right0, s10);
            s01 = Vector.FusedMultiplyAdd(a, right1, s01);
            s11 = Vector.FusedMultiplyAdd(b, right1, s11);
            var right2 = Vector.LoadUnsafe(ref r0, i + (2 * j));
            var right3 = Vector.LoadUnsafe(ref r0, i + (3 * j));
            s02 = Vector.FusedMultiplyAdd(a, right2, s02);
            s12 = Vector.FusedMultiplyAdd(b, right2, s12);
            s03 = Vector.FusedMultiplyAdd(a, right3, s03);
            s13 = Vector.FusedMultiplyAdd(b, right3, s13);
        }

        Span<float> first = [Vector.Sum(s00), Vector.Sum(s01), Vector.Sum(s02), Vector.Sum(s03)];
        Span<float> other = [Vector.Sum(s10), Vector.Sum(s11), Vector.Sum(s12), Vector.Sum(s13)];
        for (var column = 0; column < Wide; column++)
        {
            for (var rest = at; rest < one.Length; rest++)
            {
                first[column] += one[rest] * right[(column * columns) + rest];
                other[column] += two[rest] * right[(column * columns) + rest];
            }

            sums[column] += first[column];
            below[column] += isLast ? 0 : other[column];
        }
    }

    private static void AddRest(ReadOnlySpan<float> row, ReadOnlySpan<float> right, int columns, int from, int column, Span<float> sums)
    {
        for (; column < sums.Length; column++)
        {
            sums[column] += Listening.Rows.Dot(row, right.Slice((column * columns) + from, row.Length));
        }
    }
}
