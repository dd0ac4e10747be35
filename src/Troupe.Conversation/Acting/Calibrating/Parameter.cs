namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>A tensor that is learned: its values, their gradient, and what <see cref="Improve"/> remembers of gradients before. Not thread-safe.</summary>
/// <param name="values">What it begins with; copied.</param>
internal sealed class Parameter(ReadOnlySpan<float> values)
{
    // Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, with the values that they propose.
    private const float KeepsMean = 0.9f, KeepsSquare = 0.999f, Least = 1e-8f;

    private readonly float[] _mean = new float[values.Length];
    private readonly float[] _square = new float[values.Length];

    /// <summary>The numbers, rows first.</summary>
    public float[] Values { get; } = values.ToArray();

    /// <summary>By how much the loss grows with each; is added to, and cleared by <see cref="Improve"/>.</summary>
    public float[] Gradient { get; } = new float[values.Length];

    /// <summary>The sum of the squares of the gradient.</summary>
    public double Steepness()
    {
        var sum = 0.0;
        foreach (var slope in Gradient)
        {
            sum += (double)slope * slope;
        }

        return sum;
    }

    /// <summary>A step down the gradient by Adam.</summary>
    /// <param name="rate">Length of the step, about the change of a number whose gradient is steady.</param>
    /// <param name="scale">What the gradient is multiplied by first.</param>
    /// <param name="step">Which step this is, from 1.</param>
    public void Improve(float rate, float scale, int step)
    {
        var (meanBias, squareBias) = (1 - MathF.Pow(KeepsMean, step), 1 - MathF.Pow(KeepsSquare, step));
        for (var at = 0; at < Values.Length; at++)
        {
            var slope = Gradient[at] * scale;
            _mean[at] = (KeepsMean * _mean[at]) + ((1 - KeepsMean) * slope);
            _square[at] = (KeepsSquare * _square[at]) + ((1 - KeepsSquare) * slope * slope);
            Values[at] -= rate * (_mean[at] / meanBias) / (MathF.Sqrt(_square[at] / squareBias) + Least);
        }

        Array.Clear(Gradient);
    }
}
