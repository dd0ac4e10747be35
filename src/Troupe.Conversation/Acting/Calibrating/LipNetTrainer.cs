using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>
/// Goes on with the training of a network for one voice: as <c>tools/lipsync/train.py</c> does for many, in small steps from where that ended, on random cuts of the voice's clips.
/// The same seed gives the same weights on the same machine. Not thread-safe.
/// </summary>
internal sealed class LipNetTrainer
{
    private const int Sequences = 16, Frames = 240;
    private const float MostSteepness = 1;

    private readonly LipNetWeights _origin;
    private readonly int _steps;
    private readonly float _rate;
    private readonly Random _random;
    private readonly LipNetPass _net;
    private readonly LipNetLoss _loss;
    private readonly float[] _slopes;
    private readonly float[] _louder = new float[LipNetBands.Count];
    private readonly float[] _varied = new float[LipNetBands.Count];
    private readonly (HeardClip Clip, int Frame)[] _where;
    private int _done;

    /// <summary>Training that has not begun.</summary>
    /// <param name="origin">What it begins with.</param>
    /// <param name="clips">What is learned; at least one with frames.</param>
    /// <param name="steps">How many steps are taken in all.</param>
    /// <param name="rate">Of learning, at its beginning; it falls to nothing along half a cosine.</param>
    /// <param name="seed">Of what is drawn.</param>
    public LipNetTrainer(LipNetWeights origin, IReadOnlyList<HeardClip> clips, int steps, float rate = 1e-3f, int seed = 1)
    {
        (_origin, _steps, _rate, _random) = (origin, steps, rate, new Random(seed));
        _net = new LipNetPass(origin, Sequences, Frames);
        _loss = new LipNetLoss([.. clips.SelectMany(clip => clip.Labels)]);
        _slopes = new float[_net.Answers.Length];
        _where = [.. clips.SelectMany(clip => Enumerable.Range(0, clip.Count).Select(frame => (clip, frame)))];
    }

    /// <summary>Whether all steps are taken.</summary>
    public bool IsDone => _done >= _steps;

    /// <summary>The weights as they are.</summary>
    public byte[] ToFile() => LipNetFile.Write(_origin, _net.Parameters);

    /// <summary>Takes a step.</summary>
    /// <returns>The loss before it.</returns>
    public double Step()
    {
        _done++;
        var labels = Draw();
        _net.Forward();
        var loss = Judge(labels);
        _net.Backward(_slopes);
        var steepness = Math.Sqrt(_net.Parameters.Sum(parameter => parameter.Steepness()));
        var scale = steepness > MostSteepness ? MostSteepness / steepness : 1;
        var rate = _rate * 0.5 * (1 + Math.Cos(Math.PI * (_done - 1) / _steps));
        foreach (var parameter in _net.Parameters)
        {
            parameter.Improve((float)rate, (float)scale, _done);
        }

        return loss;
    }

    /// <summary>Random cuts, clips one after another, each as loud and as bright as another microphone would make it.</summary>
    private int[] Draw()
    {
        var starts = new int[Sequences];
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            starts[sequence] = _random.Next(Math.Max(1, _where.Length - Frames));
            var (level, tilt) = (Normal(0.5), Normal(0.4));
            for (var band = 0; band < _louder.Length; band++)
            {
                _louder[band] = (float)(level + (tilt * ((2.0 * band / (_louder.Length - 1)) - 1)));
            }

            for (var frame = 0; frame < Frames; frame++)
            {
                var (clip, at) = Where(starts[sequence] + frame);
                _net.Hear(frame, sequence, Varied(clip.Bands(at)));
            }
        }

        return starts;
    }

    private double Judge(int[] starts)
    {
        Array.Clear(_slopes);
        var (loss, delay) = (0.0, _origin.Delay);

        // A network that begins in the middle of a sound needs some frames to know where it is.
        var share = 1f / (Sequences * (Frames - (2 * delay)));
        for (var frame = 2 * delay; frame < Frames; frame++)
        {
            for (var sequence = 0; sequence < Sequences; sequence++)
            {
                var row = ((frame * Sequences) + sequence) * LipNetWeights.Answers;
                var (clip, at) = Where(starts[sequence] + frame - delay);
                if (clip.Labels[at].IsKnown)
                {
                    loss += _loss.Of(_net.Answers.AsSpan(row, LipNetWeights.Answers), clip.Labels[at], share, _slopes.AsSpan(row, LipNetWeights.Answers));
                }
            }
        }

        return loss;
    }

    private (HeardClip Clip, int Frame) Where(int place) => _where[place % _where.Length];

    private ReadOnlySpan<float> Varied(ReadOnlySpan<float> bands)
    {
        for (var band = 0; band < bands.Length; band++)
        {
            _varied[band] = MathF.Max(bands[band] + _louder[band], LipNetBands.Quietest);
        }

        return _varied;
    }

    // Box and Muller 1958.
    private double Normal(double deviation) => deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
