using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Browser;

/// <summary>
/// Sound with the time of each sample. A block arrives some time after it was made: its samples are as late as the block that took least from there on, so that neither a slow arrival nor
/// a gap in the stream moves them.
/// </summary>
internal sealed class RecordedSound
{
    private const int PerSecond = 100;

    private readonly short[] _samples;
    private readonly (int End, TimeSpan Offset)[] _blocks;

    /// <summary>Sound in blocks.</summary>
    /// <param name="format">Its rate.</param>
    /// <param name="samples">PCM16.</param>
    /// <param name="blocks">Arrival of each block, and the number of samples up to its end.</param>
    public RecordedSound(AudioFormat format, short[] samples, IReadOnlyList<(TimeSpan Arrived, int End)> blocks)
    {
        Format = format;
        _samples = samples;
        _blocks = [.. blocks.Select(block => (block.End, block.Arrived - format.Duration(block.End)))];
        for (var i = _blocks.Length - 2; i >= 0; i--)
        {
            _blocks[i].Offset = _blocks[i].Offset < _blocks[i + 1].Offset ? _blocks[i].Offset : _blocks[i + 1].Offset;
        }
    }

    /// <summary>Its rate.</summary>
    public AudioFormat Format { get; }

    /// <summary>Samples in a value of <see cref="Envelope"/>: 10 ms.</summary>
    public int Piece => Format.SampleRate / PerSecond;

    /// <summary>When a sample was made.</summary>
    public TimeSpan TimeOf(int sample)
    {
        var block = Array.FindIndex(_blocks, block => block.End > sample);
        return (_blocks.Length == 0 ? TimeSpan.Zero : _blocks[block < 0 ? ^1 : block].Offset) + Format.Duration(sample);
    }

    /// <summary>The first sample that was made at a time or after it.</summary>
    public int SampleAt(TimeSpan time)
    {
        var from = 0;
        foreach (var (end, offset) in _blocks)
        {
            if (offset + Format.Duration(end) > time)
            {
                return Math.Clamp(Format.Samples(time - offset), from, end);
            }

            from = end;
        }

        return _samples.Length;
    }

    /// <summary>The first sample above a level from a time on; null when there is none.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="level">In dBFS of the peak.</param>
    public TimeSpan? FirstLoud(TimeSpan from, double level)
    {
        var start = SampleAt(from);
        var loud = Pcm.FirstLoud(_samples.AsSpan(start), level);
        return loud < 0 ? null : TimeOf(start + loud);
    }

    /// <summary>The end of the last sample above a level up to a time; null when there is none.</summary>
    public TimeSpan? LastLoud(TimeSpan to, double level)
    {
        var loud = Pcm.LastLoud(_samples.AsSpan(0, SampleAt(to)), level);
        return loud < 0 ? null : TimeOf(loud);
    }

    /// <summary>Root mean square of each 10 ms.</summary>
    public double[] Envelope() => Envelope(_samples, Format);

    /// <summary>
    /// When a known sound began in this one: where its envelope fits best, to 10 ms. Both may have been resampled, amplified and delayed on the way. The noise around it fits no sound,
    /// however well it follows its envelope: what holds less than a tenth of the power of the loudest stretch as long is left out. Null when nothing fits.
    /// </summary>
    public TimeSpan? Find(WavFile sound)
    {
        var (all, known) = (Envelope(), Envelope(sound.Samples.Span, sound.Format));
        var stretches = Enumerable.Range(0, Math.Max(0, all.Length - known.Length + 1)).Select(at => (At: at, Power: all.AsSpan(at, known.Length).ToArray().Sum(level => level * level))).ToArray();
        var quiet = stretches.Length == 0 ? 0 : 0.1 * stretches.Max(stretch => stretch.Power);
        var loud = stretches.Where(stretch => stretch.Power > quiet).ToArray();
        return loud.Length == 0 ? null : TimeOf(loud.MaxBy(stretch => Product(known, all.AsSpan(stretch.At)) / Math.Sqrt(stretch.Power)).At * Piece);
    }

    private static double Product(ReadOnlySpan<double> known, ReadOnlySpan<double> all)
    {
        var product = 0.0;
        for (var i = 0; i < known.Length; i++)
        {
            product += known[i] * all[i];
        }

        return product;
    }

    private static double[] Envelope(ReadOnlySpan<short> samples, AudioFormat format)
    {
        var piece = format.SampleRate / PerSecond;
        var levels = new double[samples.Length / piece];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = Math.Pow(10, Pcm.Level(samples.Slice(i * piece, piece)) / 20);
        }

        return levels;
    }
}
