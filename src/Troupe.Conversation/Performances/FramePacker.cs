using Troupe.Contracts;

namespace Troupe.Conversation.Performances;

/// <summary>Packs frames, one after another, into runs of equal weights. Not thread-safe.</summary>
/// <param name="frameRate">Frames per second, 1 to 1000.</param>
/// <param name="names">Names of the weights by position.</param>
public sealed class FramePacker(double frameRate, IReadOnlyList<string> names)
{
    // A thousandth of a shape moves a mouth of 60 mm by less than a tenth of a millimetre: nobody sees it, and still faces become long runs.
    private const int Decimals = 3;

    private readonly Runs[] _runs = [.. names.Select(_ => new Runs([], []))];
    private int _count;

    /// <summary>Adds a frame; its weights are kept to a thousandth.</summary>
    /// <param name="weights">As many as there are names, each 0 to 1.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Add(ReadOnlySpan<float> weights)
    {
        if (weights.Length != _runs.Length)
        {
            throw new ArgumentException($"A frame has {_runs.Length} weights, not {weights.Length}.", nameof(weights));
        }

        for (var channel = 0; channel < weights.Length; channel++)
        {
            var (lengths, values) = _runs[channel];
            var weight = Math.Round((double)weights[channel], Decimals);
            if (values.Count > 0 && values[^1] == weight)
            {
                lengths[^1]++;
            }
            else
            {
                lengths.Add(1);
                values.Add(weight);
            }
        }

        _count++;
    }

    /// <summary>The frames so far; channels that never move are left out.</summary>
    public FrameTrack ToTrack() => new(
        frameRate,
        _count,
        [.. _runs.Index().Where(runs => runs.Item.Weights is not ([] or [0])).Select(runs => new FrameChannel(names[runs.Index], [.. runs.Item.Lengths], [.. runs.Item.Weights]))]);

    private sealed record Runs(List<int> Lengths, List<double> Weights);
}
