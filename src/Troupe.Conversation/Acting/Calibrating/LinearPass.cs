namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>A matrix and a bias, applied to many rows at a time, and learned. Not thread-safe.</summary>
/// <param name="weights">A row for each number that comes out.</param>
/// <param name="bias">One for each number that comes out.</param>
/// <param name="rows">Most rows at a time.</param>
internal sealed class LinearPass(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int rows)
{
    private readonly int _inputs = weights.Length / bias.Length;
    private readonly int _outputs = bias.Length;
    private readonly float[] _turnedWeights = new float[weights.Length];
    private readonly float[] _turnedInput = new float[rows * (weights.Length / bias.Length)];
    private readonly float[] _turnedSlopes = new float[rows * bias.Length];

    /// <summary>The matrix.</summary>
    public Parameter Weights { get; } = new(weights);

    /// <summary>What is added to each row.</summary>
    public Parameter Bias { get; } = new(bias);

    /// <summary>Applies it.</summary>
    /// <param name="input">Rows.</param>
    /// <param name="output">Gets as many.</param>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        output.Clear();
        Matrix.AddProduct(input, Weights.Values, _inputs, output);
        Matrix.AddRow(Bias.Values, output);
    }

    /// <summary>What a change of the input does, from what a change of the output does.</summary>
    /// <param name="slopes">Of the loss by each number that came out.</param>
    /// <param name="inputSlopes">Is added to: of the loss by each number that went in.</param>
    public void Backward(ReadOnlySpan<float> slopes, Span<float> inputSlopes)
    {
        Matrix.Turn(Weights.Values, _inputs, _turnedWeights);
        BackwardAgain(slopes, inputSlopes);
    }

    /// <summary>The same with the weights of the last <see cref="Backward"/>, which saves the work of turning them.</summary>
    public void BackwardAgain(ReadOnlySpan<float> slopes, Span<float> inputSlopes) => Matrix.AddProduct(slopes, _turnedWeights, _outputs, inputSlopes);

    /// <summary>Adds to the gradients.</summary>
    /// <param name="input">What went in.</param>
    /// <param name="slopes">Of the loss by each number that came out.</param>
    public void Learn(ReadOnlySpan<float> input, ReadOnlySpan<float> slopes)
    {
        var turnedInput = _turnedInput.AsSpan(0, input.Length);
        var turnedSlopes = _turnedSlopes.AsSpan(0, slopes.Length);
        Matrix.Turn(input, _inputs, turnedInput);
        Matrix.Turn(slopes, _outputs, turnedSlopes);
        Matrix.AddProduct(turnedSlopes, turnedInput, slopes.Length / _outputs, Weights.Gradient);
        Matrix.AddColumns(slopes, Bias.Gradient);
    }
}
