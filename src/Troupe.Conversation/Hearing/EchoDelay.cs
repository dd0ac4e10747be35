using System.Numerics;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// Finds after how many steps what is played comes back in the microphone: the delay at which the shapes of both correlate best. Normalised, as in
/// J. Benesty, D. Morgan and J. Cho, "A new class of doubletalk detectors based on cross-correlation", 2000; but of band levels, which a room leaves as they are,
/// and not of samples. Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class EchoDelay
{
    /// <summary>Delays that are looked at: up to 1 s of 8 ms, as a player holds back up to 300 ms, and network and devices as much again.</summary>
    public const int Longest = 128;

    /// <summary>Keeps a correlation from being certain of next to nothing.</summary>
    private const float Doubt = 1;

    private readonly Correlation _fast = new(1 - (1f / 40));
    private readonly Correlation _slow = new(1 - (1f / 250));
    private readonly float[] _products = new float[Longest];
    private readonly float[] _played = new float[Longest];

    /// <summary>How much was heard in the last 2 s: the sum of squares of its shape.</summary>
    public float Heard => _slow.Heard;

    /// <summary>Takes the next step of the microphone.</summary>
    /// <param name="reference">What is played.</param>
    /// <param name="step">Which step it is.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="square">The sum of the shape's squares.</param>
    public void Step(EchoReference reference, long step, ReadOnlySpan<float> shape, float square)
    {
        for (var delay = 0; delay < Longest; delay++)
        {
            var known = reference.Has(step - delay);
            _products[delay] = known ? Dot(shape, reference.Shape(step - delay)) : 0;
            _played[delay] = known ? reference.Square(step - delay) : 0;
        }

        _fast.Add(_products, _played, square);
        _slow.Add(_products, _played, square);
    }

    /// <summary>The correlation of the last 320 ms, -1 to 1.</summary>
    public float Fast(int delay) => _fast.At(delay);

    /// <summary>The correlation of the last 2 s, -1 to 1.</summary>
    public float Slow(int delay) => _slow.At(delay);

    /// <summary>The delay of the highest correlation of the last 320 ms, from one delay to before another.</summary>
    public int BestFast(int from = 0, int to = Longest) => _fast.Best(from, to);

    /// <summary>The delay of the highest correlation of the last 2 s, from one delay to before another.</summary>
    public int BestSlow(int from = 0, int to = Longest) => _slow.Best(from, to);

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        }

        return Vector.Sum(sum);
    }

    /// <summary>Correlations at all delays, of which the past fades.</summary>
    /// <param name="keep">The share of the past that is kept at each step.</param>
    private sealed class Correlation(float keep)
    {
        private readonly float[] _products = new float[Longest];
        private readonly float[] _played = new float[Longest];

        public float Heard { get; private set; }

        public void Add(float[] products, float[] played, float heard)
        {
            Heard = (keep * Heard) + heard;
            for (var delay = 0; delay < Longest; delay++)
            {
                _products[delay] = (keep * _products[delay]) + products[delay];
                _played[delay] = (keep * _played[delay]) + played[delay];
            }
        }

        public float At(int delay) => _products[delay] / MathF.Sqrt((Heard * _played[delay]) + Doubt);

        public int Best(int from, int to)
        {
            var best = Math.Max(0, from);
            for (var delay = best + 1; delay < Math.Min(to, Longest); delay++)
            {
                best = At(delay) > At(best) ? delay : best;
            }

            return best;
        }
    }
}
