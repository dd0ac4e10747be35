using Troupe.Conversation.Acting.Calibrating;

namespace Troupe.Conversation.Tests.Acting.Calibrating;

[Trait("Category", "fast")]
public sealed class MatrixTests
{
    private readonly Random _random = new(3);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 4, 8)]
    [InlineData(3, 5, 17)]
    [InlineData(7, 6, 1_100)]
    [InlineData(16, 288, 96)]
    public void Adds_the_product_of_rows_with_rows(int rows, int width, int columns)
    {
        var (left, right, sums) = (Numbers(rows * columns), Numbers(width * columns), Numbers(rows * width));
        double[] expected = [.. sums.Select((sum, at) => sum + Enumerable.Range(0, columns).Sum(i => (double)left[((at / width) * columns) + i] * right[((at % width) * columns) + i]))];

        Matrix.AddProduct(left, right, columns, sums);

        sums.Zip(expected, (sum, wanted) => Math.Abs(sum - wanted)).Max().ShouldBeLessThan(1e-4 * Math.Sqrt(columns));
    }

    [Fact]
    public void Turns_columns_into_rows()
    {
        var turned = new float[6];
        Matrix.Turn([1, 2, 3, 4, 5, 6], 3, turned);
        turned.ShouldBe([1, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void Adds_a_row_to_all_and_all_to_a_row()
    {
        float[] matrix = [1, 2, 3, 4];
        Matrix.AddRow([10, 20], matrix);
        matrix.ShouldBe([11, 22, 13, 24]);

        float[] sums = [1, 1];
        Matrix.AddColumns(matrix, sums);
        sums.ShouldBe([25, 47]);
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextSingle() * 2) - 1)];
}
